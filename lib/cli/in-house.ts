import { type Config, dataDirectory } from '#lib/config/environment.ts'
import { connectHouse, leaveHouse } from '#lib/db/client.ts'
import { type Embedded, findEmbedded, startEmbedded } from '#lib/db/embedded.ts'
import type { Io } from './command.ts'
import { isDemo, prepareDemo, requireConfig } from './prepare-database.ts'

/**
 * Runs an errand of the command line with the portal's database connected: production's, or the demo's, which is started for the
 * errand when nobody is serving it. Throws ClearLine when the environment is refused.
 */
export async function inHouse<T>(io: Io, run: (config: Config) => Promise<T>): Promise<T> {
  if (isDemo(io.env)) return withEmbedded(io, () => connected(requireConfig(io.env), run))
  return connected(requireConfig(io.env), run)
}

async function connected<T>(config: Config, run: (config: Config) => Promise<T>): Promise<T> {
  connectHouse(config.databaseUrl, { max: 2, applicationName: 'dossier command line' })
  try {
    return await run(config)
  } finally {
    await leaveHouse()
  }
}

/** The demo's database: the running one, or one that runs for as long as the errand, up to date in either case. */
export async function withEmbedded<T>(io: Io, run: (embedded: Pick<Embedded, 'url'>) => Promise<T>): Promise<T> {
  const directory = dataDirectory(io.env)
  const running = await findEmbedded(directory)
  if (running) return run(running)
  const embedded = await startEmbedded(directory)
  try {
    await prepareDemo(embedded, io.env)
    return await run(embedded)
  } finally {
    await embedded.stop()
  }
}
