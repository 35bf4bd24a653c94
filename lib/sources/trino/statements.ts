import type { Ask, Service } from '../over-http/open-service.ts'
import { type Place, pathWithin } from '../over-http/place.ts'
import { reason, SourceFailure } from '../reason.ts'
import { failureOf } from './errors.ts'

export type Row = (string | null)[]

/** One page of an answer, as the protocol has it; every column we ask for is a text. */
type Page = {
  nextUri?: string
  columns?: unknown[]
  data?: Row[]
  error?: { errorName?: string }
  stats?: { state?: string }
}

/** Trino's own default for a statement (query.max-length); a longer one it would not take. */
const longestStatement = 1_000_000

const isRow = (row: unknown): row is Row =>
  Array.isArray(row) && row.every(cell => cell === null || typeof cell === 'string')

const readPage = (text: string): Page => {
  try {
    const page: unknown = JSON.parse(text)
    if (page !== null && typeof page === 'object' && !Array.isArray(page)) {
      const { data, nextUri, columns } = page as Page
      const width = columns?.length
      const sound = data === undefined || (Array.isArray(data) && data.every(row => isRow(row) && row.length === width))
      if (sound && (nextUri === undefined || typeof nextUri === 'string')) return page as Page
    }
  } catch {}
  throw new SourceFailure(reason('answer-unfit', 'page'))
}

/** Statements over Trino's HTTP protocol: one is posted, and its answer fetched page by page from the addresses it names. */
export const statementsOf = (service: Service, place: Place, headers: { [name: string]: string }) => {
  const ask = async (question: Ask): Promise<Page> => {
    const answer = await service.ask({ ...question, headers: { ...headers, ...question.headers } })
    if (answer.status === 401) throw new SourceFailure(reason('sign-in-refused'))
    if (answer.status === 403) throw new SourceFailure(reason('permission-denied'))
    if (answer.status !== 200) throw new SourceFailure(reason('source-error', `HTTP ${answer.status}`))
    const page = readPage(answer.text)
    if (page.error) throw failureOf(page.error.errorName)
    return page
  }
  const giveUp = (path: string) => service.tell({ method: 'DELETE', path, headers })

  /** The rows of one statement, each of so many texts, a page at a time: the server waits while nobody takes them. Throws SourceFailure. */
  async function* pages(sql: string, width: number): AsyncGenerator<Row[]> {
    if (sql.length > longestStatement) throw new SourceFailure(reason('statement-too-long'))
    const text = { 'content-type': 'text/plain; charset=utf-8' }
    let page = await ask({ method: 'POST', path: `${place.base}/v1/statement`, headers: text, body: sql })
    let next: string | null = null
    // Rows of one page twice would be rows of the person twice; a page without any may be asked for until there are some.
    const brought = new Set<string>()
    try {
      for (;;) {
        next = page.nextUri === undefined ? null : pathWithin(place, page.nextUri)
        // An answer to another question is the server's failure, and no fault of ours that would end the whole search.
        if (page.data?.some(row => row.length !== width)) throw new SourceFailure(reason('answer-unfit', 'page'))
        if (page.data && page.data.length > 0) yield page.data
        if (next === null) break
        const path: string = next
        page = await ask({ method: 'GET', path })
        if (page.data && page.data.length > 0 && brought.size === brought.add(path).size)
          throw new SourceFailure(reason('pages-endless'))
      }
      // The last page says so: one that merely names no other was cut.
      if (page.stats?.state !== 'FINISHED') throw new SourceFailure(reason('answer-cut'))
    } finally {
      if (next !== null) await giveUp(next)
    }
  }

  const rows = async (sql: string, width: number, most = Number.POSITIVE_INFINITY): Promise<Row[]> => {
    const found: Row[] = []
    for await (const page of pages(sql, width)) {
      for (const row of page) found.push(row)
      if (found.length > most) throw new SourceFailure(reason('too-many-keys', String(most)))
    }
    return found
  }
  return { pages, rows }
}
