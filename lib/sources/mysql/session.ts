import { connect, type Session } from './connect.ts'

/** Fixed forms, whatever the server's own settings are: the same row is the same text, and a zero date is a zero date. */
const settings = (statementMs: number, isMaria: boolean) => [
  `set session transaction isolation level repeatable read`,
  `set session sql_mode = 'NO_BACKSLASH_ESCAPES,NO_ENGINE_SUBSTITUTION'`,
  `set session time_zone = '+00:00'`,
  `set session group_concat_max_len = 1048576`,
  isMaria
    ? `set session max_statement_time = ${Math.max(1, Math.round(statementMs / 1000))}`
    : `set session max_execution_time = ${Math.round(statementMs)}`,
]

export type Opened = Session & {
  isMaria: boolean
  /** ISO 8601 UTC, by the source's clock. */
  at: string
  /** Runs `work` when no other statement runs: one connection sees the snapshot, and it takes one statement at a time. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** The turn itself, for as long as records stream; call what it gives to end it. */
  turn(): Promise<() => void>
}

/**
 * Opens MySQL or MariaDB at one instant: one consistent read-only transaction. Only transactional tables (InnoDB) keep to it; of others
 * each statement is consistent in itself. Throws SourceFailure.
 */
export const openSession = async (
  address: { url: string; password?: string | undefined },
  patience: { connectMs: number; statementMs: number },
): Promise<Opened> => {
  const session = await connect(address, patience)
  try {
    const [version] = await session.rows('select version()')
    const isMaria = /mariadb/i.test(version?.[0] ?? '')
    for (const sql of settings(patience.statementMs, isMaria)) await session.rows(sql)
    await session.rows('start transaction with consistent snapshot, read only')
    const [now] = await session.rows(`select date_format(utc_timestamp(6), '%Y-%m-%dT%H:%i:%s.%fZ')`)
    let last: Promise<void> = Promise.resolve()
    const turn = async () => {
      const before = last
      let end = () => {}
      last = new Promise(done => {
        end = done
      })
      await before
      return end
    }
    const alone = async <T>(work: () => Promise<T>): Promise<T> => {
      const end = await turn()
      try {
        return await work()
      } finally {
        end()
      }
    }
    return { ...session, isMaria, at: now![0]!, turn, alone }
  } catch (thrown) {
    await session.close()
    throw thrown
  }
}
