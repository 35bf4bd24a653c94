import type { Arguments, CliCommand, Io } from './command.ts'
import { withEmbedded } from './in-house.ts'
import { isDemo, prepareDemo, prepareProduction } from './prepare-database.ts'

export const usage = `migrate: brings the database up to date
  Logs in with MIGRATE_URL, under a lock: any number of machines may do it at once. Without DATABASE_URL: the demo's database.`

export const options: CliCommand['options'] = { json: { type: 'boolean' } }

export async function run({ values }: Arguments, io: Io): Promise<number> {
  if (isDemo(io.env)) await withEmbedded(io, embedded => prepareDemo(embedded, io.env))
  else await prepareProduction(io.env)
  io.out(values.json ? JSON.stringify({ migrated: true }) : 'The database is up to date.')
  return 0
}
