import type { Connection, ConnectionOptions } from 'mysql2'
import { type Reason, reason, SourceFailure } from '../reason.ts'

export type Row = (string | null)[]

/** Statements on one connection, values bound by the server, rows as texts. Throws SourceFailure, which carries no value. */
export type Session = {
  rows: (sql: string, values?: string[]) => Promise<Row[]>
  /** The same, some rows at a time: the server waits while nobody takes them. */
  stream: (sql: string, values: string[]) => AsyncGenerator<Row[]>
  close: () => Promise<void>
}

const byCode: { [code: string]: Reason } = {
  ER_STATEMENT_TIMEOUT: reason('timeout'),
  ER_QUERY_TIMEOUT: reason('timeout'),
  ER_LOCK_WAIT_TIMEOUT: reason('timeout'),
  PROTOCOL_SEQUENCE_TIMEOUT: reason('timeout'),
  ETIMEDOUT: reason('timeout'),
  ER_ACCESS_DENIED_ERROR: reason('sign-in-refused'),
  ER_DBACCESS_DENIED_ERROR: reason('permission-denied'),
  ER_TABLEACCESS_DENIED_ERROR: reason('permission-denied'),
  ER_COLUMNACCESS_DENIED_ERROR: reason('permission-denied'),
  ER_CON_COUNT_ERROR: reason('source-overloaded'),
  ER_TOO_MANY_USER_CONNECTIONS: reason('source-overloaded'),
  ER_NO_SUCH_TABLE: reason('table-missing'),
  ER_BAD_TABLE_ERROR: reason('table-missing'),
  ER_BAD_FIELD_ERROR: reason('column-missing'),
  ER_BAD_DB_ERROR: reason('source-unavailable'),
}

// Fatal errors of the protocol and of the network: the connection is gone.
const gone = /^(E[A-Z]+|PROTOCOL_CONNECTION_LOST|ER_SERVER_SHUTDOWN|ER_CONNECTION_KILLED|ER_NEW_ABORTING_CONNECTION)$/

/** Why a statement or a connection failed: a code only, for the server's sentence may quote a value. */
const reasonOf = (thrown: unknown): Reason => {
  if (thrown instanceof SourceFailure) return thrown.reason
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  // MariaDB's own number for a statement that took too long, which the driver knows no name for.
  if (thrown instanceof Error && 'errno' in thrown && thrown.errno === 1969) return reason('timeout')
  if (Object.hasOwn(byCode, code)) return byCode[code]!
  if (code === '' || (gone.test(code) && !code.startsWith('ER_')) || /SHUTDOWN|KILLED|ABORTING/.test(code))
    return reason('source-unavailable')
  return reason('source-error', code)
}

const failing = (thrown: unknown): never => {
  throw new SourceFailure(reasonOf(thrown))
}

/** The driver is optional: whoever has no such source need not install it. */
const driver = async (): Promise<typeof import('mysql2')> => {
  try {
    return (await import('mysql2')).default
  } catch {
    throw new SourceFailure(reason('driver-missing', 'mysql2'))
  }
}

const optionsFor = (url: string, password: string | undefined, connectMs: number): ConnectionOptions => {
  try {
    const { hostname, port, username, pathname, searchParams, password: given } = new URL(url)
    return {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || 3306,
      user: decodeURIComponent(username),
      password: password ?? decodeURIComponent(given),
      ...(pathname.length > 1 ? { database: decodeURIComponent(pathname.slice(1)) } : {}),
      ...(searchParams.get('ssl') === 'true' ? { ssl: {} } : {}),
      connectTimeout: connectMs,
      charset: 'utf8mb4_bin',
      rowsAsArray: true,
      // Every value is asked for as text: nothing passes through a double or a date of JavaScript.
      dateStrings: true,
      supportBigNumbers: true,
      bigNumberStrings: true,
      disableEval: true,
      multipleStatements: false,
      // `LOAD DATA LOCAL` lets a server ask for files of the client.
      flags: ['-LOCAL_FILES'],
    }
  } catch {
    // A URL that cannot be read must not be quoted: it may hold a password.
    throw new SourceFailure(reason('source-unavailable'))
  }
}

const batchRows = 500

/** Bytes as MariaDB writes them: 0x and their hexadecimal digits. */
const textOf = (cell: string | Buffer | null): string | null =>
  Buffer.isBuffer(cell) ? `0x${cell.toString('hex').toUpperCase()}` : cell

/** Opens a short-lived connection of its own. Throws SourceFailure. */
export const connect = async (
  { url, password }: { url: string; password?: string | undefined },
  { connectMs, statementMs }: { connectMs: number; statementMs: number },
): Promise<Session> => {
  const { createConnection } = await driver()
  const connection: Connection = createConnection(optionsFor(url, password, connectMs))
  // A connection may die between two statements; the next statement reports it.
  connection.on('error', () => {})
  // The server stops a slow statement itself; this is for the server that no longer answers at all.
  const patience = statementMs + 5_000
  await new Promise<void>((done, fail) => connection.connect(error => (error ? fail(error) : done()))).catch(failing)
  return {
    rows: (sql, values = []) =>
      new Promise<Row[]>((done, fail) => {
        const given = { sql, values, timeout: patience, rowsAsArray: true }
        const heard = (error: Error | null, rows: unknown) =>
          error ? fail(error) : done(Array.isArray(rows) ? (rows as Row[]) : [])
        // Transaction statements cannot be prepared everywhere; they bind nothing.
        if (values.length === 0) connection.query(given, heard)
        else connection.execute(given, heard)
      }).catch(failing),
    async *stream(sql, values) {
      let batch: Row[] = []
      try {
        const records = connection.execute({ sql, values, rowsAsArray: true }).stream({ highWaterMark: batchRows })
        for await (const row of records) {
          batch.push((row as (string | Buffer | null)[]).map(textOf))
          if (batch.length < batchRows) continue
          yield batch
          batch = []
        }
        if (batch.length > 0) yield batch
      } catch (thrown) {
        failing(thrown)
      }
    },
    close: async () => connection.destroy(),
  }
}
