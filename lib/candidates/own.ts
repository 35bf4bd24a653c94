import { enteredAt } from '#lib/assurance/entered-at.ts'
import { nobodyYet, type Self, takeSelf } from '#lib/others/self.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { type Collection, collectionsOf, type DataMap, fieldsOf, idOf } from '#lib/sources/data-map.ts'
import { textsAt } from '#lib/sources/row-values.ts'
import { RowSet } from './row-set.ts'
import { sharedFields, telltales } from './shared-fields.ts'

/** Nobody has more telephones or addresses of their own; whoever has is followed by the first of them. */
export const mostValues = 1_000

/** How often a value stands in the person's own rows, and from when to when, in milliseconds since 1970. */
export type Use = { rows: number; first: number | null; last: number | null }

/** What is known of the person out of what was found for certain. Holds values: it lives as long as the job that reads it. */
export type Own = {
  /** By kind of shared locator, then by value. */
  values: Map<string, Map<string, Use>>
  /** By collection: every row that was found, whosever it is. */
  rows: Map<string, RowSet>
  /** By collection and field: what holds the person's rows together. */
  visitors: Map<string, Set<string>>
  self: Self
  /** Kinds of which the person's rows show more values than are followed. */
  capped: Set<string>
}

export const fieldId = (collection: string, path: string) => `${collection} ${path}`

/** Which fields of which collections have to be looked at, and what for. */
export type Watch = { kinds: Set<string>; rowsOf: Set<string>; visitors: Set<string> }

export function watchFor(map: DataMap): Watch {
  const shared = collectionsOf(map).filter(one => !one.skip && sharedFields(one).length > 0)
  return {
    kinds: new Set(shared.flatMap(one => sharedFields(one).map(({ kind }) => kind))),
    rowsOf: new Set(shared.map(idOf)),
    visitors: new Set(
      shared.flatMap(one =>
        telltales(map, one).flatMap(({ path, also }) => [
          fieldId(idOf(one), path),
          ...(also ? [fieldId(also.collection, also.path)] : []),
        ]),
      ),
    ),
  }
}

export const nothingOwn = (addresses: readonly string[], { kinds, rowsOf }: Watch): Own => {
  const own: Own = {
    values: new Map([...kinds].map(kind => [kind, new Map()])),
    rows: new Map([...rowsOf].map(id => [id, new RowSet()])),
    visitors: new Map(),
    self: nobodyYet(addresses),
    capped: new Set(),
  }
  for (const address of addresses) own.values.get('email')?.set(address, { rows: 0, first: null, last: null })
  return own
}

/** Takes one found record into account. What may be another person's is found, and says nothing of this one. */
export function takeOwn(own: Own, watch: Watch, collection: Collection, record: FoundRecord): void {
  const id = idOf(collection)
  own.rows.get(id)?.add(record.key)
  if (record.thirdParty !== 'no') return
  takeSelf(own.self, collection, record)
  const at = enteredAt(collection, record)?.epochMilliseconds ?? null
  for (const { identity, path, thirdParty } of fieldsOf(collection)) {
    if (watch.visitors.has(fieldId(id, path))) keep(own, fieldId(id, path), textsAt(record, path))
    const values = identity !== null && thirdParty === 'never' ? own.values.get(identity) : undefined
    if (values) for (const text of textsAt(record, path)) if (!use(values, text, at)) own.capped.add(identity!)
  }
}

function keep(own: Own, id: string, texts: string[]): void {
  const kept = own.visitors.get(id) ?? new Set()
  own.visitors.set(id, kept)
  for (const text of texts) if (text !== '' && kept.size < mostValues) kept.add(text)
}

/** False when it is one value too many. */
function use(values: Map<string, Use>, text: string, at: number | null): boolean {
  if (text === '') return true
  const known = values.get(text)
  if (!known && values.size >= mostValues) return false
  const { rows, first, last } = known ?? { rows: 0, first: null, last: null }
  values.set(text, {
    rows: rows + 1,
    first: at === null ? first : Math.min(at, first ?? at),
    last: at === null ? last : Math.max(at, last ?? at),
  })
  return true
}
