import { enteredAt } from '#lib/assurance/entered-at.ts'
import { nobodyYet, type Self, takeSelf } from '#lib/others/self.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { type Collection, collectionsOf, type DataMap, type Field, fieldsOf, idOf } from '#lib/sources/data-map.ts'
import { textsAt } from '#lib/sources/row-values.ts'
import { bareNumber, formsOfTelephone, writingsIn } from '#lib/sources/telephone.ts'
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
  /** By kind, where it is compared by its number, then by each form of a number: which of the values are written so. */
  numbers: Map<string, Map<string, string[]>>
  /** Where the organisation is seated, ISO 3166: the country of a number that names none. */
  country: string | null
  /** By collection: every row that was found, whosever it is. */
  rows: Map<string, RowSet>
  /** By collection and field: what holds the person's rows together. */
  visitors: Map<string, Set<string>>
  /** The same, in rows that an officer said are the person's. */
  confirmed: Map<string, Set<string>>
  self: Self
  /** Kinds of which the person's rows show more values than are followed. */
  capped: Set<string>
}

export const fieldId = (collection: string, path: string) => `${collection} ${path}`

/** Which fields of which collections have to be looked at, and what for. */
export type Watch = { kinds: Set<string>; telephones: Set<string>; rowsOf: Set<string>; visitors: Set<string> }

/** `hanging`: collections that are looked through, beside those with something shared in them, for what hangs on rows an officer confirmed. */
export function watchFor(map: DataMap, hanging: ReadonlySet<string> = new Set()): Watch {
  const shared = collectionsOf(map).filter(one => !one.skip && sharedFields(one).length > 0)
  const looked = collectionsOf(map).filter(one => shared.includes(one) || hanging.has(idOf(one)))
  return {
    kinds: new Set(shared.flatMap(one => sharedFields(one).map(({ kind }) => kind))),
    telephones: new Set(
      shared.flatMap(one => sharedFields(one).flatMap(({ kind, field }) => (isTelephone(field) ? [kind] : []))),
    ),
    rowsOf: new Set(looked.map(idOf)),
    visitors: new Set(
      looked.flatMap(one =>
        telltales(map, one).flatMap(({ path, also }) => [
          fieldId(idOf(one), path),
          ...(also ? [fieldId(also.collection, also.path)] : []),
        ]),
      ),
    ),
  }
}

export const nothingOwn = (
  addresses: readonly string[],
  { kinds, telephones, rowsOf }: Watch,
  country: string | null,
): Own => {
  const own: Own = {
    values: new Map([...kinds].map(kind => [kind, new Map()])),
    numbers: new Map([...telephones].map(kind => [kind, new Map()])),
    country,
    rows: new Map([...rowsOf].map(id => [id, new RowSet()])),
    visitors: new Map(),
    confirmed: new Map(),
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
  for (const field of fieldsOf(collection)) {
    const { identity, path, thirdParty } = field
    const texts = textsAt(record, path)
    if (watch.visitors.has(fieldId(id, path))) keepHolding(own.visitors, id, field, texts)
    const values = identity !== null && thirdParty === 'never' ? own.values.get(identity) : undefined
    if (!values) continue
    for (const text of texts) {
      const isNew = !values.has(text)
      if (!use(values, text, at)) own.capped.add(identity!)
      else if (isNew) note(own, identity!, text)
    }
  }
}

const isTelephone = ({ match }: Pick<Field, 'match'>) => match === 'telephone'

/** What stands for a value however it is written, where the map says that it is a telephone number; else the value. */
export const standing =
  (field: Pick<Field, 'match'>) =>
  (text: string): string =>
    isTelephone(field) ? (formsOfTelephone(text)?.[0] ?? text) : text

/** A value as it is written and as it is written where the organisation is. */
export const writingsOf = ({ country }: Pick<Own, 'country'>, text: string): string[] => [
  text,
  ...writingsIn(country, text),
]

/** Notes every form of a number that is new. */
function note(own: Own, kind: string, text: string): void {
  const numbers = own.numbers.get(kind)
  if (!numbers) return
  const forms = writingsOf(own, text).flatMap(one => formsOfTelephone(one) ?? [])
  for (const form of new Set(forms)) numbers.set(form, [...(numbers.get(form) ?? []), text])
}

/** Which of the person's own values a row of somebody shows in a field. */
export const ownValuesIn = (own: Own, kind: string, field: Pick<Field, 'match'>, text: string): string[] => {
  const same = own.values.get(kind)?.has(text) ? [text] : []
  return isTelephone(field) ? (own.numbers.get(kind)?.get(bareNumber(text)) ?? same) : same
}

/** Takes into account what holds the rows together that hang on one an officer said is the person's. It says no more of the person. */
export function takeConfirmed(own: Own, watch: Watch, collection: Collection, record: FoundRecord): void {
  const id = idOf(collection)
  for (const field of fieldsOf(collection))
    if (watch.visitors.has(fieldId(id, field.path))) keepHolding(own.confirmed, id, field, textsAt(record, field.path))
}

/** Keeps what holds rows together, as it is written and as what stands for it. */
function keepHolding(visitors: Map<string, Set<string>>, collection: string, field: Field, texts: string[]): void {
  const id = fieldId(collection, field.path)
  const kept = visitors.get(id) ?? new Set()
  visitors.set(id, kept)
  for (const text of [...texts, ...texts.map(standing(field))])
    if (text !== '' && kept.size < mostValues) kept.add(text)
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
