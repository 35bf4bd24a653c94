import {
  type Collection,
  type Dataset,
  type Field,
  fieldFacts,
  type HttpForm,
  type Match,
  type Reference,
} from './data-map.ts'
import type { RawHttp } from './http-keys.ts'
import type { RawCollection, RawDataset, RawField, RawReference } from './map-keys.ts'
import type { Places } from './map-problem.ts'

/** Gives a built part the place in the file that its raw form came from. */
const keepPlace = <T extends object>(places: Places, raw: object, built: T): T => {
  const place = places.get(raw)
  if (place) places.set(built, place)
  return built
}

const telephones = ['phone', 'phone_number']

/**
 * Mailboxes are told apart without case by nearly every provider. One telephone number is written in as many ways as there are forms to fill
 * in, and some ways are numbers of two countries: where an officer looks at each row that comes of it, all of them count.
 */
const usualMatch = (identity: string | undefined, isShared: boolean): Match => {
  if (identity === 'email') return 'ignore-case'
  return isShared && identity !== undefined && telephones.includes(identity) ? 'telephone' : 'exact'
}

const buildField = (raw: RawField, above: string[], inherited: string[], places: Places): Field => {
  const meta = raw.fides_meta ?? raw.fidesops_meta
  const ours = meta?.x_dossier
  const names = [...above, raw.name]
  const categories = raw.data_categories ?? inherited
  return keepPlace(places, raw, {
    name: raw.name,
    path: names.join('.'),
    names,
    label: ours?.label ?? raw.name,
    ...(ours?.explain !== undefined && { explain: ours.explain }),
    categories,
    thirdParty: ours?.third_party ?? 'never',
    primaryKey: meta?.primary_key ?? false,
    identity: meta?.identity ?? null,
    locator: ours?.locator ?? 'unique',
    match: ours?.match ?? usualMatch(meta?.identity, ours?.locator === 'shared'),
    array: meta?.data_type?.endsWith('[]') ?? false,
    returnAllElements: meta?.return_all_elements ?? false,
    fact: ours?.fact ? { kind: ours.fact.kind, ask: ours.fact.ask ?? null } : null,
    signal: ours?.signal ?? null,
    fields: (raw.fields ?? []).map(one => buildField(one, names, categories, places)),
  })
}

/** References of single fields: Fides names the other side `collection.field`, where the field may be nested. */
const fieldReferences = (raw: RawField, above: string, places: Places): Reference[] => {
  const meta = raw.fides_meta ?? raw.fidesops_meta
  const ours = meta?.x_dossier
  const path = above === '' ? raw.name : `${above}.${raw.name}`
  const own = (meta?.references ?? []).map((one): Reference => {
    const [collection = '', ...field] = one.field.split('.')
    return keepPlace(places, one, {
      fields: [path],
      dataset: one.dataset,
      collection,
      to: [field.join('.')],
      direction: one.direction ?? 'away',
      thirdParty: ours?.third_party ?? 'never',
      walk: ours?.walk ?? null,
    })
  })
  return [...own, ...(raw.fields ?? []).flatMap(one => fieldReferences(one, path, places))]
}

const compositeReference = (raw: RawReference, places: Places): Reference =>
  keepPlace(places, raw, {
    fields: raw.fields,
    dataset: raw.dataset,
    collection: raw.collection,
    to: raw.to,
    direction: raw.direction ?? 'away',
    thirdParty: raw.third_party ?? 'never',
    walk: raw.walk ?? null,
  })

const disclosureFields = (raw: { [name in 'recipient' | 'at' | 'what' | 'purpose']?: string | undefined }) => ({
  recipient: raw.recipient ?? '',
  at: raw.at ?? null,
  what: raw.what ?? null,
  purpose: raw.purpose ?? null,
})

const httpForm = (raw: RawHttp): HttpForm => ({
  asks: raw.asks,
  sample: raw.sample ?? null,
  items: raw.items ?? null,
  pages: raw.pages
    ? {
        by: raw.pages.by,
        next: raw.pages.next ?? null,
        as: raw.pages.as ?? null,
        first: raw.pages.first ?? (raw.pages.by === 'page' ? 1 : 0),
        size: raw.pages.size ?? null,
      }
    : null,
  total: raw.total ?? null,
  implied: raw.implied ?? [],
  omitsEmpty: raw.omits_empty ?? false,
  none: raw.none ?? [],
})

const buildCollection = (raw: RawCollection, dataset: string, inherited: string[], places: Places): Collection => {
  const meta = raw.fides_meta ?? raw.fidesops_meta
  const ours = meta?.x_dossier
  const fields = raw.fields.map(one => buildField(one, [], raw.data_categories ?? inherited, places))
  const facts = {
    dataset,
    collection: raw.name,
    label: ours?.label ?? raw.name,
    purpose: ours?.purpose ?? '',
    legalBasis: ours?.legal_basis ?? '',
    source: ours?.source ?? '',
    recipients: ours?.recipients ?? [],
    retention: ours?.retention ?? null,
    portable: ours?.portable ?? false,
    ...(ours?.disclosures && { disclosures: disclosureFields(ours.disclosures) }),
    fields: fieldFacts(fields),
  }
  const composite = (ours?.references ?? []).map(one => compositeReference(one, places))
  return keepPlace(places, raw, {
    dataset,
    name: raw.name,
    facts,
    thirdParty: ours?.third_party ?? 'never',
    walk: ours?.walk ?? null,
    skip: meta?.skip_processing ?? false,
    files: ours?.files ?? null,
    http: ours?.http ? keepPlace(places, ours.http, httpForm(ours.http)) : null,
    entered: ours?.entered ?? null,
    sensitivity: ours?.sensitivity ?? null,
    fields,
    references: [...raw.fields.flatMap(one => fieldReferences(one, '', places)), ...composite],
  })
}

/** One dataset of the map from its checked YAML: names of categories made present, inheritance and defaults applied. */
export const buildDataset = (raw: RawDataset, places: Places): Dataset => {
  const meta = raw.fides_meta ?? raw.fidesops_meta
  const ours = meta?.x_dossier
  return keepPlace(places, raw, {
    key: raw.fides_key,
    connection: ours?.connection ?? raw.fides_key,
    kind: ours?.kind ?? null,
    schema: ours?.schema ?? meta?.namespace ?? null,
    passwordEnv: ours?.password_env ?? null,
    authHeader: ours?.auth_header?.toLowerCase() ?? null,
    label: ours?.label ?? raw.name ?? raw.fides_key,
    exclude: (ours?.exclude ?? []).map(one => ({ ...one, schema: one.schema ?? null, column: one.column ?? null })),
    collections: raw.collections.map(one => buildCollection(one, raw.fides_key, raw.data_categories ?? [], places)),
  })
}
