import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { Logger, runMigrations } from 'graphile-worker'
import type { Sql } from 'postgres'
import { ClearLine } from '#lib/config/clear-line.ts'
import { ensureActorRoles, errand } from './roles.ts'

/** Replicas that start at once take turns on this number; the first migrates, the others find nothing left to do. */
const migrationLock = 3_206_018_402

/** The migrations of this project. */
export const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url))

/**
 * Brings a database up to date: roles, the portal's tables, the queue's tables. Safe to call any number of times, from any
 * number of machines at once. `url` logs in as the owner of the tables (CREATEROLE, and CREATE on the database);
 * `applicationLogin` is the user name in DATABASE_URL. Throws ClearLine with what the database says.
 */
export async function migrateDatabase(url: string, applicationLogin: string, folder = migrationsFolder): Promise<void> {
  try {
    await bringUpToDate(url, applicationLogin, folder)
  } catch (fault) {
    if (fault instanceof ClearLine) throw fault
    // drizzle puts the statement into its message and the database's own words into the cause.
    const { message } = fault instanceof Error && fault.cause instanceof Error ? fault.cause : (fault as Error)
    throw new ClearLine(`The database could not be brought up to date: ${message}.`, { cause: fault })
  }
}

const bringUpToDate = (url: string, applicationLogin: string, folder: string): Promise<void> =>
  errand(url, async sql => {
    await requireVersion(sql)
    // A session lock: freed with this one connection, also when this process is killed.
    await sql`select pg_advisory_lock(${migrationLock})`
    await ensureActorRoles(sql, applicationLogin)
    await migrate(drizzle(sql), { migrationsFolder: folder, migrationsSchema: 'drizzle' })
    await migrateQueue(sql, url)
    await sql`select pg_advisory_unlock(${migrationLock})`
  })

/** `security_invoker` views came with version 15; older ones are not tried. */
async function requireVersion(sql: Sql): Promise<void> {
  const [row] = await sql<{ number: number; text: string }[]>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as text`
  if (row!.number < 150_000) throw new ClearLine(`MIGRATE_URL: PostgreSQL 15 or newer is needed, this is ${row!.text}.`)
}

/** The queue's tables belong to a role of their own, so its row-level security and ours never meet. It may make its schema, once. */
async function migrateQueue(sql: Sql, url: string): Promise<void> {
  const [here] = await sql<{ name: string }[]>`select current_database() as name`
  const database = sql(here!.name)
  await sql`grant create on database ${database} to dossier_queue`
  try {
    await runMigrations({ connectionString: asQueue(url), schema: 'graphile_worker', logger: quiet })
  } finally {
    await sql`revoke create on database ${database} from dossier_queue`
  }
}

/** The same address, every session of which begins as the queue's role. */
function asQueue(url: string): string {
  const address = new URL(url)
  address.searchParams.set('options', '-c role=dossier_queue')
  return address.href
}

const quiet = new Logger(() => () => {})
