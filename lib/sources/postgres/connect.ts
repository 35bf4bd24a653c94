import pg from 'pg'
import { type Reason, reason, SourceFailure } from '../reason.ts'
import { NextRows, type TakeRow } from './next-rows.ts'
import type { Row } from './row.ts'

/** Runs one statement with bound values and gives its rows as texts, exactly as the server wrote them. */
export type Rows = (sql: string, values?: unknown[]) => Promise<Row[]>

/** Statements on one connection; and the next rows of a cursor that one of them declared, as bytes while they come. */
export type Statements = Rows & { next: (cursor: string, rows: number, take: TakeRow) => Promise<void> }

export type Address = { url: string; password?: string | undefined }

/** How long a source may take, in milliseconds: to connect, for one statement. */
export type Patience = { connectMs: number; statementMs: number }

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
])

const byState: [RegExp, Reason][] = [
  [/^57014$/, reason('timeout')],
  [/^55P03$/, reason('timeout')],
  [/^42501$/, reason('permission-denied')],
  [/^28/, reason('sign-in-refused')],
  [/^53300$/, reason('source-overloaded')],
  [/^(42P01|3F000)$/, reason('table-missing')],
  [/^42703$/, reason('column-missing')],
  [/^(22|42804|42883|42846)/, reason('type-mismatch')],
  [/^(08|57P|3D000)/, reason('source-unavailable')],
]

/** Why a statement or a connection failed: a code only, for the server's sentence may quote a value. */
const reasonOf = (thrown: unknown): Reason => {
  if (thrown instanceof SourceFailure) return thrown.reason
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  const known = byState.find(([pattern]) => pattern.test(code))
  if (known) return known[1]
  if (/^[0-9A-Z]{5}$/.test(code)) return reason('source-error', code)
  if (thrown instanceof Error && /password/i.test(thrown.message) && code === '') return reason('sign-in-refused')
  if (thrown instanceof Error && /timeout/i.test(thrown.message) && code === '') return reason('timeout')
  if (unreachable.has(code) || code === '') return reason('source-unavailable')
  return reason('source-error', code)
}

const asText = { getTypeParser: () => (value: string) => value }

// The driver lets what stands in the query of the URL win.
const withPassword = (url: string, password: string | undefined) =>
  password === undefined ? url : `${url}${url.includes('?') ? '&' : '?'}password=${encodeURIComponent(password)}`

/** Throws SourceFailure: a URL that cannot be read must not be quoted, it may hold a password. */
const newClient = (url: string, password: string | undefined, connectMs: number, statementMs: number): pg.Client => {
  try {
    return new pg.Client({
      connectionString: withPassword(url, password),
      application_name: 'dossier',
      connectionTimeoutMillis: connectMs,
      // The server stops a slow statement itself; this is for the server that no longer answers at all.
      query_timeout: statementMs + 5_000,
      keepAlive: true,
      types: asText,
    })
  } catch {
    throw new SourceFailure(reason('source-unavailable'))
  }
}

/** Opens a short-lived connection of its own. Throws SourceFailure. */
export const connect = async ({ url, password }: Address, { connectMs, statementMs }: Patience): Promise<pg.Client> => {
  const client = newClient(url, password, connectMs, statementMs)
  // A connection may die between two statements; the next statement reports it.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (thrown) {
    throw new SourceFailure(reasonOf(thrown))
  }
}

const failing = (thrown: unknown): never => {
  throw new SourceFailure(reasonOf(thrown))
}

/** Statements on one connection. Throws SourceFailure, which carries no value. */
export const statementsOn = (client: pg.Client): Statements => {
  const rows: Rows = async (sql, values = []) => {
    const result: pg.QueryArrayResult | pg.QueryArrayResult[] = await client
      .query({ text: sql, values, rowMode: 'array' })
      .catch(failing)
    // Several statements at once, which only those without values can be, give several results: the last one counts.
    return (Array.isArray(result) ? result.at(-1)!.rows : result.rows) as Row[]
  }
  const next: Statements['next'] = (cursor, most, take) =>
    new Promise<void>((done, fail) => {
      client.query(new NextRows(cursor, most, take, error => (error ? fail(error) : done())))
    }).catch(failing)
  return Object.assign(rows, { next })
}
