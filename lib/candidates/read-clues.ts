import { enteredAt } from '#lib/assurance/entered-at.ts'
import { toldBy } from '#lib/others/read-identifiers.ts'
import { formOfAddress } from '#lib/others/read-locators.ts'
import { meansSelf } from '#lib/others/self.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { type Collection, fieldsOf, idOf } from '#lib/sources/data-map.ts'
import { textsAt } from '#lib/sources/row-values.ts'
import { fieldId, type Own, ownValuesIn, standing } from './own.ts'
import { sharedFields, type Telltale } from './shared-fields.ts'

type Whose = 'same' | 'another' | null

/** What one row says about whose it is. Holds values: it lives as long as the job that reads it. */
export type Clues = {
  /** What the row has in common with the person's own. */
  hits: { kind: string; value: string }[]
  /** What holds it and other rows together. */
  held: { path: string; value: string; visitor: Whose } | null
  /** What a browser or device says of itself: rows that nothing else holds together are one device's, at one address. Empty: not said. */
  device: string
  name: Whose
  address: Whose
  at: number | null
  /** Whether it hangs on rows that an officer said are the person's, and was found by nothing else. */
  hangs: boolean
}

export function readClues(own: Own, tells: readonly Telltale[], collection: Collection, record: FoundRecord): Clues {
  const told = toldBy(collection, record)
  const isSelf = meansSelf(own.self)
  const names = (told.get('name') ?? []).filter(name => /\p{L}{2}/u.test(name))
  const addresses = (told.get('address') ?? []).flatMap(written => formOfAddress(written) ?? [])
  return {
    hits: sharedFields(collection).flatMap(({ kind, field }) =>
      textsAt(record, field.path).flatMap(text => ownValuesIn(own, kind, field, text).map(value => ({ kind, value }))),
    ),
    held: heldBy(own, tells, collection, record),
    device: deviceIn(collection, record),
    name: whose(names, name => isSelf(name, { start: 0, end: name.length, kind: 'name', owners: [] })),
    address: whose(addresses, address => own.self.addresses.has(address)),
    at: enteredAt(collection, record)?.epochMilliseconds ?? null,
    hangs: false,
  }
}

/** The same of a row that hangs on one an officer said is the person's: what it shares with the person's own does not bring it here. */
export const readHanging = (...given: Parameters<typeof readClues>): Clues => ({
  ...readClues(...given),
  ...{ hits: [], hangs: true },
})

const deviceIn = (collection: Collection, record: FoundRecord): string =>
  fieldsOf(collection)
    .filter(({ categories }) => categories.includes('user.device'))
    .flatMap(({ path }) => textsAt(record, path))
    .join(' ')

const whose = (texts: string[], isOwn: (text: string) => boolean): Whose =>
  texts.length === 0 ? null : texts.some(isOwn) ? 'same' : 'another'

function heldBy(own: Own, tells: readonly Telltale[], collection: Collection, record: FoundRecord): Clues['held'] {
  for (const { by, path, also, match } of tells) {
    const text = textsAt(record, path).find(one => one !== '')
    if (text === undefined) continue
    const value = standing({ match })(text)
    const ids = [fieldId(idOf(collection), path), ...(also ? [fieldId(also.collection, also.path)] : [])]
    const isOf = (visitors: Own['visitors']) => ids.some(id => visitors.get(id)?.has(value))
    const visitor = isOf(own.visitors) ? 'same' : isOf(own.confirmed) ? null : 'another'
    return { path, value, visitor: by === 'address' ? null : visitor }
  }
  return null
}
