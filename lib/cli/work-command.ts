import { ClearLine } from '#lib/config/clear-line.ts'
import { dataDirectory } from '#lib/config/environment.ts'
import { connectHouse, leaveHouse } from '#lib/db/client.ts'
import { findEmbedded } from '#lib/db/embedded.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { isDemo, requireConfig } from './prepare-database.ts'
import { untilAskedToStop } from './until-asked-to-stop.ts'

export const usage = `work: a worker alone
  Takes jobs (searches, packages, mails) until it is stopped. Any number of workers may run, on any number of machines.
  In the demo it belongs to a running npm start.`

export const options: CliCommand['options'] = {}

type Stoppable = { stop: () => Promise<void> }

export async function run(_: Arguments, io: Io): Promise<number> {
  if (isDemo(io.env) && !(await findEmbedded(dataDirectory(io.env))))
    throw new ClearLine('No demo is running here: npm start runs one.')
  const config = requireConfig(io.env)
  connectHouse(config.databaseUrl, { applicationName: 'dossier worker' })
  const parts: Stoppable[] = []
  if (config.mode === 'demo') {
    const { startMailbox } = await import('#lib/mail/mailbox.ts')
    parts.push(await startMailbox({ port: Number(new URL(config.smtpUrl).port) }))
  }
  // Loaded late: a worker that is refused above never opens the queue.
  const { startWorker } = await import('#lib/jobs/worker.ts')
  parts.push(await startWorker({ databaseUrl: config.databaseUrl }))
  process.send?.({ ready: true })
  await untilAskedToStop()
  for (const part of parts.reverse()) await part.stop()
  await leaveHouse()
  return 0
}
