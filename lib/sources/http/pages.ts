import type { Json } from '../contract.ts'
import type { HttpForm } from '../data-map.ts'
import { parseExactly } from '../exact-json.ts'
import type { Answer, Service } from '../over-http/open-service.ts'
import { type Place, pathWithin } from '../over-http/place.ts'
import { reason, SourceFailure } from '../reason.ts'
import { withParameter } from './paths.ts'

export type Item = { [field: string]: Json }

/** A service that pages for ever is stopped here. */
const mostPages = 10_000

const isObject = (value: Json | undefined): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const unfit = (what: string) => new SourceFailure(reason('answer-unfit', what))

/** What stands at a dotted path. What leads to it must be there: a page whose frame changed is none that we know. */
const at = (body: Json, path: string): Json | undefined => {
  const names = path.split('.')
  const last = names.pop()!
  let value: Json | undefined = body
  for (const name of names) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
  if (!isObject(value)) throw unfit(path)
  return Object.hasOwn(value, last) ? value[last] : undefined
}

const itemsOf = (body: Json, { items }: HttpForm): Item[] => {
  const found = items === null ? body : at(body, items)
  // One thing asked for by its key comes without a list around it.
  const all = items === null && isObject(found) ? [found] : found
  if (!Array.isArray(all) || !all.every(isObject)) throw unfit(items ?? 'list')
  return all
}

/** `Link: <https://…>; rel="next"` (RFC 8288). */
const linkedNext = (header: string | string[] | undefined): string | null => {
  for (const [, address, parameters] of [header ?? []]
    .flat()
    .join(', ')
    .matchAll(/<([^<>]*)>([^<]*)/g))
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?=[\s;,]|$))/i.test(parameters!)) return address!
  return null
}

const readBody = ({ text, headers }: Answer): Json => {
  if (!/^application\/([a-z0-9.+-]+\+)?json\b/i.test(headers['content-type'] ?? '')) throw unfit('content-type')
  const body = parseExactly(text, false)
  // What is no JSON comes back as the text it is.
  if (typeof body !== 'object' || body === null) throw unfit('JSON')
  return body
}

const judge = ({ status }: Answer) => {
  if (status === 401) throw new SourceFailure(reason('sign-in-refused'))
  if (status === 403) throw new SourceFailure(reason('permission-denied'))
  if (status !== 200) throw new SourceFailure(reason('source-error', `HTTP ${status}`))
}

/** The path of the page after this one; null after the last. */
const nextPath = (
  { pages }: HttpForm,
  place: Place,
  here: { path: string; first: string; number: number; read: number; items: number; body: Json; answer: Answer },
): string | null => {
  if (pages === null) return null
  const { path, first, number, read, items, body, answer } = here
  const short = pages.size !== null && items < pages.size
  switch (pages.by) {
    case 'page':
      return items === 0 || short ? null : withParameter(first, pages.as!, String(pages.first + number))
    case 'offset':
      return items === 0 || short ? null : withParameter(first, pages.as!, String(pages.first + read))
    case 'link': {
      const next = linkedNext(answer.headers.link)
      return next === null ? null : pathWithin(place, next, path)
    }
    default: {
      const marker = at(body, pages.next!)
      if (marker === undefined || marker === null || marker === '' || marker === false) return null
      if (typeof marker !== 'string' && typeof marker !== 'number') throw unfit(pages.next!)
      return pages.by === 'url'
        ? pathWithin(place, String(marker), path)
        : withParameter(first, pages.as!, String(marker))
    }
  }
}

const firstPath = (path: string, { pages }: HttpForm) =>
  pages?.by === 'page' || pages?.by === 'offset' ? withParameter(path, pages.as!, String(pages.first)) : path

/**
 * The items of one question, a page at a time. What does not fit together (a page twice, another number of items than was announced, an answer
 * of another form) fails: half of what there is would be called the whole. Throws SourceFailure.
 */
export async function* pagesOf(
  service: Service,
  place: Place,
  form: HttpForm,
  headers: { [name: string]: string },
  { path: asked, keyed }: { path: string; keyed: boolean },
): AsyncGenerator<Item[]> {
  let total: number | null = null
  let read = 0
  let before = ''
  const passed = new Set<string>()
  let path: string | null = firstPath(`${place.base}${asked}`, form)
  const first = path
  for (let number = 1; path !== null; number++) {
    if (number > mostPages) throw new SourceFailure(reason('pages-endless'))
    const answer: Answer = await service.ask({ method: 'GET', path, headers })
    if (number === 1 && form.none.includes(answer.status)) return
    judge(answer)
    const body = readBody(answer)
    const items = itemsOf(body, form)
    if (form.total !== null) {
      const told = at(body, form.total)
      if (typeof told !== 'number' || !Number.isInteger(told)) throw unfit(form.total)
      if (total !== null && told !== total) throw new SourceFailure(reason('pages-shifted'))
      total = told
    }
    const last = JSON.stringify(items.at(-1) ?? null)
    // The last item again, on the next page: something was put in before it meanwhile. Without keys two may be equal.
    if (keyed && number > 1 && items.some(item => JSON.stringify(item) === before))
      throw new SourceFailure(reason('pages-shifted'))
    before = last
    read += items.length
    if (items.length > 0) yield items
    const next = nextPath(form, place, { path, first, number, read, items: items.length, body, answer })
    passed.add(path)
    if (next !== null && passed.has(next)) throw new SourceFailure(reason('pages-endless'))
    path = next
  }
  if (total !== null && read !== total) throw new SourceFailure(reason('pages-shifted'))
}
