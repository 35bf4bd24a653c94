import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Thing = { [field: string]: unknown }

/** A service of ours that answers in JSON: tables in memory, asked by any field, paged in every way there is. */
export type JsonService = {
  url: string
  tables: { [table: string]: Thing[] }
  /** The paths that were asked, in their order, and the last headers. */
  seen: { paths: string[]; methods: Set<string>; headers: IncomingMessage['headers'] }
  /** What a test lets go wrong: true when it answered in the service's stead. */
  trouble: { now: ((request: IncomingMessage, response: ServerResponse, times: number) => boolean) | null }
  stop(): Promise<void>
}

/** Exact: numbers are written as they stand, where a text begins with `#`. */
const written = (value: unknown): string => JSON.stringify(value).replace(/"#(-?[\d.eE+-]+)"/g, '$1')

const equal = (held: unknown, asked: string): boolean =>
  Array.isArray(held)
    ? held.some(one => equal(one, asked))
    : typeof held === 'string' && held.includes('@')
      ? held.toLowerCase() === asked.toLowerCase()
      : String(held) === asked

/** As a service may that knows what a telephone number is, and which country it stands in. */
const sameNumber = (held: unknown, asked: string): boolean => {
  const plain = (text: string) =>
    text
      .replace(/[^+\d]/g, '')
      .replace(/^(\+|00)/, '')
      .replace(/^0/, '353')
  return plain(String(held)) === plain(asked)
}

/**
 * `/list/TABLE?field=value` answers with a bare list; `/cursor`, `/page`, `/offset`, `/link` and `/url` instead of `/list` page it, two at a time;
 * `/one/TABLE/ID` is one thing; `/of/TABLE/FIELD/VALUE` leaves the field out that was asked by.
 */
export const startJsonService = async (tables: JsonService['tables']): Promise<JsonService> => {
  const seen: JsonService['seen'] = { paths: [], methods: new Set(), headers: {} }
  const trouble: JsonService['trouble'] = { now: null }
  const times = new Map<string, number>()
  const size = 2
  let origin = ''

  const answer = (url: URL): { body: unknown; link?: string } | null => {
    const [, way, table, ...more] = url.pathname.split('/').map(decodeURIComponent)
    const all = tables[table ?? ''] ?? []
    const own = (names: string[]) => names.every(name => !['page', 'from', 'after'].includes(name))
    const rows = all.filter(row =>
      [...url.searchParams].every(
        ([name, value]) => !own([name]) || (name === 'phone' ? sameNumber : equal)(row[name], value),
      ),
    )
    const cut = (from: number) => rows.slice(from, from + size)
    const next = (from: number, name: string) => {
      const following = new URL(url)
      following.searchParams.set(name, String(from + size))
      return from + size < rows.length ? following.href : null
    }
    switch (way) {
      case 'list':
        return { body: rows }
      case 'one': {
        const found = all.find(row => String(row.id) === more[0])
        return found ? { body: found } : null
      }
      case 'of': {
        const [field = '', value = ''] = more
        return { body: all.filter(row => equal(row[field], value)).map(({ [field]: _, ...rest }) => rest) }
      }
      case 'page':
        return { body: { items: cut((Number(url.searchParams.get('page')) - 1) * size), total: rows.length } }
      case 'offset':
        return { body: { items: cut(Number(url.searchParams.get('from'))), total: rows.length } }
      case 'cursor': {
        const from = Number(url.searchParams.get('after') ?? 0)
        return {
          body: { data: { rows: cut(from) }, meta: { next: from + size < rows.length ? `${from + size}` : null } },
        }
      }
      case 'url': {
        const from = Number(url.searchParams.get('after') ?? 0)
        return { body: { data: { rows: cut(from) }, meta: { next: next(from, 'after') } } }
      }
      default: {
        const from = Number(url.searchParams.get('after') ?? 0)
        const following = next(from, 'after')
        return {
          body: cut(from),
          ...(following ? { link: `<${url.href}>; rel="self", <${following}>; rel="next"` } : {}),
        }
      }
    }
  }

  const server = createServer((request, response) => {
    const path = request.url!
    times.set(path, (times.get(path) ?? 0) + 1)
    seen.paths.push(path)
    seen.methods.add(request.method!)
    seen.headers = request.headers
    if (trouble.now?.(request, response, times.get(path)!)) return
    const found = answer(new URL(path, origin))
    if (!found)
      return response.writeHead(404, { 'content-type': 'application/json' }).end('{"error": "no ann@example.org"}')
    const headers = { 'content-type': 'application/json; charset=utf-8', ...(found.link ? { link: found.link } : {}) }
    return response.writeHead(200, headers).end(written(found.body))
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `${origin}?private=true`,
    ...{ tables, seen, trouble },
    stop: async () => {
      server.closeAllConnections()
      await new Promise(done => server.close(done))
    },
  }
}
