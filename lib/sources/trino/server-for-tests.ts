import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import type { TestDatabase } from '#lib/db/test-database.ts'
import { onSite } from '../postgres/site-fixture.ts'

/** What a test may have go wrong with the next answers; each is asked and may answer in the server's stead. */
export type Trouble = (request: IncomingMessage, response: ServerResponse) => boolean

export type TrinoServer = {
  /** The address of the catalog, as the user `reader` with its password. */
  url: string
  /** Statements in the order they came, and the paths that were given up. */
  seen: { statements: string[]; headers: IncomingMessage['headers'][]; cancelled: string[] }
  trouble: { now: Trouble | null }
  stop(): Promise<void>
}

/** Trino's functions that PostgreSQL lacks, and its names for types. */
const functions = `
  create schema if not exists trino;
  grant usage on schema trino to site_reader;
  create or replace function trino.to_iso8601(at timestamptz) returns varchar language sql as $$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;
  create or replace function trino.regexp_replace(t text, pattern text) returns varchar language sql as $$ select pg_catalog.regexp_replace(t, pattern, '', 'g') $$;
  create or replace function trino.to_utf8(t text) returns bytea language sql as $$ select convert_to(t, 'UTF8') $$;
  create or replace function trino.to_hex(b bytea) returns varchar language sql as $$ select upper(encode(b, 'hex')) $$;
  create or replace function trino.json_format(j json) returns varchar language sql as $$ select j::text $$`

const typeNames: { [postgres: string]: string } = {
  'character varying': 'varchar',
  text: 'varchar',
  character: 'char(10)',
  numeric: 'decimal(38,10)',
  'double precision': 'double',
  bytea: 'varbinary',
  'timestamp without time zone': 'timestamp(6)',
}

const errorNames: { [state: string]: string } = {
  '42P01': 'TABLE_NOT_FOUND',
  '42703': 'COLUMN_NOT_FOUND',
  '42501': 'PERMISSION_DENIED',
  '22P02': 'INVALID_CAST_ARGUMENT',
  '57014': 'EXCEEDED_TIME_LIMIT',
}

const pageRows = 2

/** A server that speaks Trino's protocol (queued, executing, paged by nextUri, cancelled by DELETE) before a PostgreSQL that holds the rows. */
export const startTrino = async (database: TestDatabase): Promise<TrinoServer> => {
  await onSite(database, functions)
  const pool = new pg.Pool({
    connectionString: database.siteReaderUrl,
    types: { getTypeParser: () => (v: string) => v },
  })
  const seen: TrinoServer['seen'] = { statements: [], headers: [], cancelled: [] }
  const trouble: TrinoServer['trouble'] = { now: null }
  const queries = new Map<string, { rows: string[][]; names: string[] } | { error: string }>()
  let origin = ''
  let asked = 0

  const run = async (sql: string) => {
    const client = await pool.connect()
    try {
      await client.query(`begin read only; set local search_path = pg_catalog, trino; set local timezone = 'UTC'`)
      const result = await client.query({ text: sql, rowMode: 'array' })
      const rows = (result.rows as string[][]).filter(row => !/^(pg_|trino$)/.test(row[0] ?? ''))
      const types = result.fields.findIndex(({ name }) => name === 'data_type')
      if (types >= 0) for (const row of rows) row[types] = typeNames[row[types]!] ?? row[types]!
      return { rows, names: result.fields.map(({ name }) => name) }
    } catch (thrown) {
      return { error: errorNames[(thrown as pg.DatabaseError).code ?? ''] ?? 'GENERIC_INTERNAL_ERROR' }
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  const say = (response: ServerResponse, body: unknown) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))

  const page = (id: string, token: number) => {
    const query = queries.get(id)!
    const about = { id, infoUri: `${origin}/ui/query.html?${id}` }
    if ('error' in query) {
      const error = {
        message: 'a sentence that quotes ann@example.org',
        errorCode: 1,
        errorName: query.error,
        errorType: 'USER_ERROR',
      }
      return { ...about, stats: { state: 'FAILED' }, error }
    }
    const columns = query.names.map(name => ({ name, type: 'varchar' }))
    const data = query.rows.slice(token * pageRows, (token + 1) * pageRows)
    const last = (token + 1) * pageRows >= query.rows.length
    return {
      ...{ ...about, columns, ...(data.length > 0 ? { data } : {}), stats: { state: last ? 'FINISHED' : 'RUNNING' } },
      ...(last ? {} : { nextUri: `${origin}/v1/statement/executing/${id}/y/${token + 1}` }),
    }
  }

  const server = createServer(async (request, response) => {
    if (trouble.now?.(request, response)) return
    seen.headers.push(request.headers)
    const wanted = `Basic ${Buffer.from('reader:opens').toString('base64')}`
    if (request.headers.authorization !== wanted) return response.writeHead(401).end('who is this ann@example.org?')
    const [, state, id = '', token = '0'] =
      /^\/v1\/statement(?:\/(queued|executing)\/(\w+)\/y\/(\d+))?$/.exec(request.url!) ?? []
    if (request.method === 'DELETE') {
      seen.cancelled.push(request.url!)
      return response.writeHead(204).end()
    }
    if (request.method === 'POST') {
      let sql = ''
      for await (const piece of request.setEncoding('utf8')) sql += piece
      seen.statements.push(sql)
      const own = `q${asked++}`
      queries.set(own, await run(sql))
      return say(response, { id: own, nextUri: `${origin}/v1/statement/queued/${own}/y/1`, stats: { state: 'QUEUED' } })
    }
    if (state === 'queued')
      return say(response, { id, nextUri: `${origin}/v1/statement/executing/${id}/y/0`, stats: { state: 'RUNNING' } })
    return say(response, page(id, Number(token)))
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const catalog = new URL(database.siteUrl).pathname.slice(1)
  return {
    url: `${origin.replace('http:', 'trino:').replace('//', '//reader:opens@')}/${catalog}`,
    ...{ seen, trouble },
    stop: async () => {
      server.closeAllConnections()
      await new Promise(done => server.close(done))
      await pool.end()
    },
  }
}
