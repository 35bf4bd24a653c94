import postgres from 'postgres'
import { config } from '#lib/config/config.ts'

/**
 * A pool of the portal's own database. Statements are bounded on the server (30 s) and so is a transaction that awaits (60 s);
 * answers come back in UTC; bytea, int8 and timestamps keep the driver's plain forms, which the columns then read.
 */
export function openPool(url: string, options: PoolOptions = {}): postgres.Sql {
  return postgres(url, {
    max: options.max ?? 10,
    onnotice: () => {},
    connect_timeout: 10,
    idle_timeout: 60,
    connection: {
      application_name: options.applicationName ?? 'dossier',
      TimeZone: 'UTC',
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
      // PostgreSQL takes our counts for dearer than they are, and compiled the auditor's figures for 1.5 s to count for 0.3.
      jit: 'off',
    },
  })
}

type PoolOptions = { max?: number; applicationName?: string }

let shared: { url: string; options: PoolOptions; pool: postgres.Sql } | undefined
const retired = new Set<postgres.Sql>()

/** The pool of this process, opened at first use. Given an URL once by the start-up code of web, worker or command line. */
export function connectHouse(url: string, options: PoolOptions = {}): void {
  if (shared?.url === url) return
  shared = { url, options, pool: openPool(url, options) }
}

/** The pool of this process: the one it was connected to, else the one of the environment. @throws {ClearLine} */
export function house(): postgres.Sql {
  if (!shared) connectHouse(config().databaseUrl)
  return shared!.pool
}

/**
 * Puts a fresh pool in the place of one that lost a connection. Measured on postgres 3.4.9: when a backend dies while a transaction is
 * about to write, that connection's flush timer is cancelled and never cleared, and every later query on it waits for ever (or for the
 * connect timeout, each time). What still runs on the old pool may end; then it is closed.
 */
export function renewHouse(lost: postgres.Sql | undefined = shared?.pool): void {
  if (!shared || !lost || shared.pool !== lost) return
  shared = { ...shared, pool: openPool(shared.url, shared.options) }
  retired.add(lost)
  // Not at once: `end` forgets those who wait in the pool's queue. Longer than any statement or transaction may take.
  setTimeout(() => void endPool(lost, 5), 120_000).unref()
}

async function endPool(pool: postgres.Sql, timeout: number): Promise<void> {
  retired.delete(pool)
  await pool.end({ timeout }).catch(() => {})
}

export async function leaveHouse(): Promise<void> {
  const current = shared ? [shared.pool] : []
  shared = undefined
  await Promise.all([...current.map(pool => endPool(pool, 5)), ...[...retired].map(pool => endPool(pool, 1))])
}
