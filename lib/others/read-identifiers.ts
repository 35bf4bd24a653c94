import type { FoundRecord } from '#lib/sources/contract.ts'
import { type Collection, type Field, fieldsOf, idOf } from '#lib/sources/data-map.ts'
import { textsAt } from '#lib/sources/row-values.ts'
import type { Form } from './find-mentions.ts'
import { formsOfName } from './name-forms.ts'
import { formOfAddress, formsOfPhone } from './read-locators.ts'

/** What a field of the data map tells of whom it is, by its categories. */
export type Telling = 'address' | 'phone' | 'name' | 'first-name' | 'last-name' | 'company'

const tells: [Telling, RegExp][] = [
  ['address', /^user\.contact\.email$/],
  ['phone', /^user\.contact\.(phone_number|fax_number)$/],
  ['first-name', /^user\.name\.first$/],
  ['last-name', /^user\.name\.last$/],
  ['name', /^user\.name(\.|$)/],
  ['company', /^user\.workplace(\.|$)/],
]

export const tellingOf = ({ categories, identity }: Pick<Field, 'categories' | 'identity'>): Telling | null =>
  identity === 'email' ? 'address' : (tells.find(([, fits]) => categories.some(one => fits.test(one)))?.[0] ?? null)

/** The fields of a collection that tell whose a row is, the outermost where they nest. */
export const tellingFields = (collection: Collection): Field[] =>
  collection.fields.filter(field => fieldsOf({ fields: [field] }).some(one => tellingOf(one) !== null))

/** What a record says of whom it is, by kind; a first and a last name that stand apart are one name. */
export const toldBy = (collection: Collection, record: Pick<FoundRecord, 'values'>): Map<Telling, string[]> => {
  const told = new Map<Telling, string[]>()
  for (const field of fieldsOf(collection)) {
    const telling = field.thirdParty === 'never' ? tellingOf(field) : null
    if (!telling) continue
    const texts = textsAt(record, field.path).filter(text => text !== '')
    if (texts.length > 0) told.set(telling, [...(told.get(telling) ?? []), ...texts])
  }
  const [first = [], last = []] = [told.get('first-name'), told.get('last-name')]
  const whole = first.flatMap((one, index) => (last[index] === undefined ? [] : [`${one} ${last[index]}`]))
  if (whole.length > 0) told.set('name', [...(told.get('name') ?? []), ...whole])
  return told
}

/** Somebody a row tells of: what they are known by, and what tells them from others: their address where there is one, else the row. */
export type Known = { owner: string; forms: Form[] }

const formsOf = (told: Map<Telling, string[]>, addresses: string[]): Form[] => [
  ...addresses.map((form): Form => ({ kind: 'address', form })),
  ...(told.get('phone') ?? []).flatMap(formsOfPhone).map((form): Form => ({ kind: 'phone', form })),
  ...(told.get('name') ?? []).flatMap((name): Form[] => {
    const { names, words } = formsOfName(name)
    return [
      ...names.map((form): Form => ({ kind: 'name', form })),
      ...words.map((form): Form => ({ kind: 'word', form })),
    ]
  }),
]

/** Whom one row of a source tells of; null when it tells of nobody. */
export const readIdentifiers = (collection: Collection, record: FoundRecord): Known | null => {
  const told = toldBy(collection, record)
  const addresses = (told.get('address') ?? []).flatMap(written => formOfAddress(written) ?? [])
  const forms = formsOf(told, addresses)
  if (forms.length === 0) return null
  return { owner: addresses[0] ?? JSON.stringify([idOf(collection), ...record.key]), forms }
}
