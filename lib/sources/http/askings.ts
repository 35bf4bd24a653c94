import { createHash } from 'node:crypto'
import { comparedAt } from '../compare-values.ts'
import { type Collection, type HttpForm, idOf } from '../data-map.ts'
import type { Service } from '../over-http/open-service.ts'
import type { Place } from '../over-http/place.ts'
import { reason, SourceFailure } from '../reason.ts'
import { keysAt, type Row, textsAt } from '../row-values.ts'
import type { Arrival } from '../walk.ts'
import { type Item, pagesOf } from './pages.ts'
import { namesIn, pathFor } from './paths.ts'

/** Rows of one page, and which key of the arrival was asked for; null where the whole was. */
type Brought = { rows: Row[]; asked: number | null }

/** So many names are no columns any more: somebody uses values as keys. */
const mostColumns = 2_000

const formOf = ({ http, name }: Collection): HttpForm => {
  if (http === null) throw new SourceFailure(reason('no-way-by', name))
  return http
}

const sameNames = (names: string[], paths: string[]) =>
  names.length === paths.length && paths.every(path => names.includes(path))

/** The path that is asked by these fields, or else one that asks for everything. */
const templateFor = ({ asks }: HttpForm, paths: string[]): string => {
  const found = asks.find(one => sameNames(namesIn(one), paths)) ?? asks.find(one => namesIn(one).length === 0)
  if (found === undefined) throw new SourceFailure(reason('no-way-by', paths.join(', ')))
  return found
}

/** What an item should have and has not. A service that omits what is empty leaves out no key; and an item without one known name is a message. */
const lostFrom = ({ fields, http }: Collection, item: Item, values: Item): string | undefined => {
  const keys = fields.filter(({ primaryKey }) => primaryKey)
  if (!http?.omitsEmpty || keys.length > 0)
    return (http?.omitsEmpty ? keys : fields).find(({ name }) => !Object.hasOwn(values, name))?.name
  return fields.some(({ name }) => Object.hasOwn(item, name)) ? undefined : fields[0]?.name
}

/** Whether a field that was asked by is of another form now: an object where there was an address compares with nothing. */
const holdsNoText = (row: Row, path: string): boolean => {
  const value = Object.hasOwn(row.values, path) ? row.values[path]! : null
  const some = Array.isArray(value) ? value.length > 0 && value.every(one => one !== null) : value !== null
  return some && textsAt(row, path).length === 0
}

/** A hash of what a row says itself, beside what it was asked by where the answer does not repeat it. */
const saidBy = ({ values }: Row, implied: string[]): string => {
  const said = Object.entries(values).filter(([name]) => !implied.includes(name))
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url')
}

/** The questions of one search to one service: which path for which keys, and what its answers were found to hold. */
export class Askings {
  readonly #service: Service
  readonly #place: Place
  readonly #headers: { [name: string]: string }
  readonly #seen = new Map<string, Set<string>>()
  /** Questions that brought nothing: near misses are asked about more than once. */
  readonly #nothing = new Set<string>()

  constructor(service: Service, place: Place, headers: { [name: string]: string }) {
    this.#service = service
    this.#place = place
    this.#headers = headers
  }

  columnsOf(collection: Collection): Set<string> {
    return this.#seen.get(idOf(collection)) ?? new Set()
  }

  /** Looks at the first page of the path that the map names for it, to learn which columns there are. */
  async sample(collection: Collection): Promise<void> {
    const path = collection.http?.sample ?? null
    if (path === null) return
    for await (const items of this.#pages(collection, path)) {
      this.#learn(collection, items)
      break
    }
  }

  /** What the service answers to the keys of one arrival, one question after the other. Throws SourceFailure. */
  async *answers(collection: Collection, { fields, keys }: Arrival): AsyncGenerator<Brought> {
    const form = formOf(collection)
    const paths = fields.map(({ path }) => path)
    const template = templateFor(form, paths)
    if (namesIn(template).length === 0) {
      if (keys.length > 0)
        for await (const items of this.#rows(collection, template, new Map())) yield { rows: items, asked: null }
      return
    }
    const { telephones, formsOf } = comparedAt(fields)
    // How a service writes numbers only it knows: it is asked for every form, and a row that several of them bring is one row.
    const asking = telephones ? [...new Set(keys.flatMap(([key]) => [key!, ...formsOf(key!)]))].map(one => [one]) : keys
    const implied = paths.filter(path => form.implied.includes(path))
    const before = new Set<string>()
    for (const [asked, key] of asking.entries()) {
      // Nothing is called nothing: a row without the value refers to no other.
      if (key.some(part => part === '')) continue
      const bound = new Map(paths.map((path, index) => [path, key[index]!]))
      const brought: string[] = []
      for await (const rows of this.#rows(collection, pathFor(template, bound), bound)) {
        const said = telephones ? rows.map(row => saidBy(row, implied)) : []
        brought.push(...said)
        yield {
          rows: rows.filter((_, row) => !telephones || !before.has(said[row]!)),
          asked: telephones ? null : asked,
        }
      }
      for (const one of brought) before.add(one)
    }
  }

  /** By what a row is known: the map's key, else all it holds and which it was. Throws SourceFailure. */
  keyOf(collection: Collection, row: Row, number: number): string[] {
    const fields = collection.fields.filter(({ primaryKey }) => primaryKey)
    if (fields.length === 0)
      return [createHash('sha256').update(JSON.stringify(row.values)).digest('hex'), String(number)]
    const [key, ...more] = keysAt(row, fields)
    if (key === undefined || more.length > 0)
      throw new SourceFailure(reason('answer-unfit', fields.map(({ name }) => name).join(', ')))
    return key
  }

  async *#rows(collection: Collection, path: string, bound: ReadonlyMap<string, string>): AsyncGenerator<Row[]> {
    const question = `${idOf(collection)} ${path}`
    if (this.#nothing.has(question)) return
    const { implied } = formOf(collection)
    let any = false
    for await (const items of this.#pages(collection, path)) {
      any = true
      this.#learn(collection, items)
      yield items.map(item => {
        const own = implied.flatMap(name =>
          bound.has(name) && !Object.hasOwn(item, name) ? [[name, bound.get(name)!]] : [],
        )
        const values = own.length === 0 ? item : Object.fromEntries([...Object.entries(item), ...own])
        const lost = lostFrom(collection, item, values)
        if (lost !== undefined) throw new SourceFailure(reason('column-missing', lost))
        const other = [...bound.keys()].find(name => holdsNoText({ values }, name))
        if (other !== undefined) throw new SourceFailure(reason('answer-unfit', other))
        return { values }
      })
    }
    if (!any && this.#nothing.size < 10_000) this.#nothing.add(question)
  }

  #pages(collection: Collection, path: string): AsyncGenerator<Item[]> {
    const keyed = collection.fields.some(({ primaryKey }) => primaryKey)
    return pagesOf(this.#service, this.#place, formOf(collection), this.#headers, { path, keyed })
  }

  #learn(collection: Collection, items: Item[]): void {
    const seen = this.#seen.get(idOf(collection)) ?? new Set(collection.http?.implied)
    for (const item of items) for (const name of Object.keys(item)) seen.add(name)
    if (seen.size > mostColumns) throw new SourceFailure(reason('answer-unfit', 'columns'))
    this.#seen.set(idOf(collection), seen)
  }
}
