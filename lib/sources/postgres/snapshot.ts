import type pg from 'pg'
import { reason, SourceFailure } from '../reason.ts'
import { type Address, connect, type Patience, type Rows, type Statements, statementsOn } from './connect.ts'
import type { Row } from './row.ts'

/** Readers of one source that all see the same instant. The first exports the snapshot, the others import it. */
export type Session = {
  rows: Rows
  /** ISO 8601 UTC, by the source's clock. */
  at: string
  /** Position in the write-ahead log; null where the role may not ask. */
  lsn: string | null
  /** Runs `work` on a reader of its own and gives the reader back; waits while all are taken. */
  withReader<T>(work: (rows: Statements) => Promise<T>): Promise<T>
  /** A reader for as long as records stream; `give` it back. */
  take(): Promise<Statements>
  give(reader: Statements): void
  close(): Promise<void>
}

// Fixed forms, whatever the database's own settings are: the same row is the same bytes, and names mean the catalogue's.
const settings = (statementMs: number) => [
  `set local statement_timeout = ${Math.round(statementMs)}`,
  `set local lock_timeout = ${Math.round(statementMs)}`,
  `set local search_path = pg_catalog`,
  `set local timezone = 'UTC'`,
  `set local datestyle = 'ISO, YMD'`,
  `set local intervalstyle = 'iso_8601'`,
  `set local bytea_output = 'hex'`,
  `set local extra_float_digits = 1`,
  `set local cursor_tuple_fraction = 1`,
  `set local client_min_messages = 'error'`,
  // A policy that hides rows from the role leaves out what would be missing in a copy: the server shall refuse instead.
  `set local row_security = off`,
]

/** One round trip: a source may be far away. */
const beginning = (statementMs: number, snapshot: string | null): string => {
  // SET TRANSACTION SNAPSHOT takes no parameter; the id comes from the server and has only these characters.
  if (snapshot !== null && !/^[0-9A-Fa-f-]+$/.test(snapshot)) throw new SourceFailure(reason('snapshot-lost'))
  return [
    'begin transaction isolation level repeatable read, read only',
    ...(snapshot === null ? [] : [`set transaction snapshot '${snapshot}'`]),
    ...settings(statementMs),
  ].join('; ')
}

const instant = `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), pg_export_snapshot()`
const position = `select (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end)::text`

/** A role without the right to ask for the position still may read: the savepoint keeps the transaction. */
const tryRow = async (rows: Rows, sql: string): Promise<Row | null> => {
  await rows('savepoint ask')
  try {
    const [row] = await rows(sql)
    await rows('release savepoint ask')
    return row ?? null
  } catch {
    await rows('rollback to savepoint ask')
    return null
  }
}

/** SQL that keeps tables from being emptied or rebuilt under a snapshot that could not tell (TRUNCATE and ALTER are not MVCC). */
const locking = (tables: string[]) =>
  tables.length === 0 ? 'select' : `lock table ${tables.join(', ')} in access share mode`

/**
 * Opens a source at one instant: one `REPEATABLE READ READ ONLY` transaction that exports its snapshot, and up to `parallel`
 * readers that share it, fewer where the source has no room. `tables` tells, before the instant, what must stay as it is
 * until the end, quoted by the server. Throws SourceFailure.
 */
export const openSession = async (
  address: Address,
  patience: Patience,
  parallel: number,
  tables: (rows: Rows) => Promise<string[]>,
): Promise<Session> => {
  const connections: Promise<pg.Client>[] = []
  const open = async (): Promise<Statements> => {
    const connecting = connect(address, patience)
    connections.push(connecting)
    return statementsOn(await connecting)
  }
  const close = async () => {
    const end = (connecting: Promise<pg.Client>) => connecting.then(client => client.end()).catch(() => {})
    await Promise.all(connections.splice(0).map(end))
  }
  try {
    const leader = await open()
    // Signing in takes as long as all else: it goes on while the leader reads what there is.
    const connecting = Array.from({ length: Math.max(0, parallel - 1) }, open)
    for (const one of connecting) one.catch(() => {})
    const locks = locking(await tables(leader))
    // The locks come first: the snapshot is taken by the first query after them.
    await leader(`${beginning(patience.statementMs, null)}; ${locks}`)
    const [row] = await leader(instant)
    const lsn = (await tryRow(leader, position))?.[0] ?? null
    const follow = async (connected: Promise<Statements>) => {
      const reader = await connected
      // All readers lock at once: one that came later would queue behind whoever waits for the others to end.
      await reader(`${beginning(patience.statementMs, row![1]!)}; set local lock_timeout = 2000; ${locks}`)
      return reader
    }
    const followers = await Promise.allSettled(connecting.map(follow))
    const readers = new Readers([leader, ...followers.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))])
    return {
      rows: leader,
      at: row![0]!,
      lsn,
      withReader: work => readers.use(work),
      take: () => readers.take(),
      give: reader => readers.give(reader),
      close,
    }
  } catch (thrown) {
    await close()
    throw thrown
  }
}

/** The readers of one source, each for one statement at a time. */
class Readers {
  readonly #free: Statements[]
  readonly #waiting: ((reader: Statements) => void)[] = []

  constructor(readers: Statements[]) {
    this.#free = readers
  }

  take(): Promise<Statements> {
    const free = this.#free.shift()
    return free ? Promise.resolve(free) : new Promise(resolve => this.#waiting.push(resolve))
  }

  give(reader: Statements) {
    const next = this.#waiting.shift()
    if (next) next(reader)
    else this.#free.push(reader)
  }

  async use<T>(work: (rows: Statements) => Promise<T>): Promise<T> {
    const reader = await this.take()
    try {
      return await work(reader)
    } finally {
      this.give(reader)
    }
  }
}
