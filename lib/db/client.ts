import postgres from 'postgres'
import { config } from '#lib/config/config.ts'

/**
 * A pool of the portal's own database. Statements are bounded on the server (30 s) and so is a transaction that awaits (60 s);
 * answers come back in UTC; bytea, int8 and timestamps keep the driver's plain forms, which the columns then read.
 */
export function openPool(url: string, options: { max?: number; applicationName?: string } = {}): postgres.Sql {
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
    },
  })
}

let shared: { url: string; pool: postgres.Sql } | undefined

/** The pool of this process, opened at first use. Given an URL once by the start-up code of web, worker or command line. */
export function connectHouse(url: string, options: { max?: number; applicationName?: string } = {}): void {
  if (shared?.url === url) return
  shared = { url, pool: openPool(url, options) }
}

/** The pool of this process: the one it was connected to, else the one of the environment. @throws {ClearLine} */
export function house(): postgres.Sql {
  if (!shared) connectHouse(config().databaseUrl)
  return shared!.pool
}

export async function leaveHouse(): Promise<void> {
  await shared?.pool.end({ timeout: 5 })
  shared = undefined
}
