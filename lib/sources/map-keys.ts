import { headerName, http } from './http-keys.ts'
import { kindNames } from './kinds.ts'
import { nearestKey } from './nearest-key.ts'
import { categories, categoryOf } from './taxonomy.ts'
import {
  anything,
  complain,
  date,
  list,
  mapping,
  oneOf,
  orNothing,
  period,
  positive,
  type Reader,
  sentence,
  text,
  textUnder,
  yesOrNo,
} from './yaml-reader.ts'

/** The keys a map may hold, level by level. docs/data-map.md says the same for people. */

const name: Reader<string> = (node, reading, depth) => {
  const value = text(node, reading, depth)
  if (value === undefined || (value.length > 0 && value.length <= 255 && !/[\0\r\n]/.test(value))) return value
  return complain(reading, node, 'not-a-name', value)
}

const fidesKey: Reader<string> = (node, reading, depth) => {
  const value = text(node, reading, depth)
  return value === undefined || /^[A-Za-z0-9_.<>-]+$/.test(value) ? value : complain(reading, node, 'not-a-name', value)
}

const category: Reader<string> = (node, reading, depth) => {
  const value = text(node, reading, depth)
  if (value === undefined) return undefined
  return categoryOf(value) ?? complain(reading, node, 'not-a-category', value, nearestKey(value, categories))
}

const thirdParty = orNothing(oneOf('never', 'maybe', 'always'))
const walk = orNothing(oneOf('follow', 'show', 'stop'))
const direction = orNothing(oneOf('to', 'from'))
const redact = orNothing(oneOf('name'))
const masking = orNothing(mapping({ strategy: text }, { configuration: anything }))

const shared = {
  description: orNothing(text),
  data_categories: orNothing(list(category)),
  data_uses: anything,
  data_purposes: anything,
  data_subjects: anything,
  data_qualifier: anything,
  retention: anything,
}

const fieldMeta = mapping(
  {},
  {
    primary_key: orNothing(yesOrNo),
    identity: orNothing(name),
    references: orNothing(list(mapping({ dataset: fidesKey, field: name }, { direction }))),
    data_type: orNothing(text),
    length: orNothing(positive),
    read_only: orNothing(yesOrNo),
    return_all_elements: orNothing(yesOrNo),
    masking_strategy_override: masking,
    custom_request_field: orNothing(text),
    redact,
    x_dossier: orNothing(
      mapping(
        {},
        {
          label: orNothing(sentence),
          explain: orNothing(sentence),
          third_party: thirdParty,
          walk,
          locator: orNothing(oneOf('unique', 'shared')),
          match: orNothing(oneOf('exact', 'ignore-case', 'telephone')),
          portable: orNothing(yesOrNo),
          fact: orNothing(mapping({ kind: oneOf('text', 'month', 'phone') }, { ask: orNothing(sentence) })),
          signal: orNothing(oneOf('bounced')),
          custom: anything,
        },
      ),
    ),
  },
)

/** Both names of one key would leave one of the two unread. */
const oneMeta =
  <T extends { fides_meta?: unknown; fidesops_meta?: unknown }>(reader: Reader<T>): Reader<T> =>
  (node, reading, depth) => {
    const value = reader(node, reading, depth)
    if (value?.fides_meta !== undefined && value.fidesops_meta !== undefined)
      complain(reading, node, 'duplicate', 'fidesops_meta')
    return value
  }

type FieldKeys = {
  [K in keyof typeof fieldKeys]?: (typeof fieldKeys)[K] extends Reader<infer T> ? T | undefined : never
}
export type RawField = FieldKeys & { name: string; fields?: RawField[] | undefined }

const fieldKeys = { ...shared, fides_meta: orNothing(fieldMeta), fidesops_meta: orNothing(fieldMeta) }

// Fields nest: the reader is named before it is whole.
const field: Reader<RawField> = (node, reading, depth) => wholeField(node, reading, depth)
const wholeField: Reader<RawField> = oneMeta(mapping({ name }, { ...fieldKeys, fields: orNothing(list(field)) }))

const compositeReference = mapping(
  { fields: list(name), dataset: fidesKey, collection: name, to: list(name) },
  { direction, third_party: thirdParty, walk },
)

const collectionMeta = mapping(
  {},
  {
    after: orNothing(list(fidesKey)),
    erase_after: orNothing(list(fidesKey)),
    skip_processing: orNothing(yesOrNo),
    masking_strategy_override: masking,
    partitioning: anything,
    redact,
    x_dossier: orNothing(
      mapping(
        {},
        {
          label: orNothing(sentence),
          purpose: orNothing(sentence),
          legal_basis: orNothing(sentence),
          source: orNothing(sentence),
          recipients: orNothing(list(text)),
          retention: orNothing(mapping({ period, anchor: name }, {})),
          disclosures: orNothing(
            mapping({ recipient: name }, { at: orNothing(name), what: orNothing(name), purpose: orNothing(name) }),
          ),
          entered: orNothing(name),
          sensitivity: orNothing(oneOf('plain', 'sensitive', 'special')),
          third_party: thirdParty,
          walk,
          portable: orNothing(yesOrNo),
          files: orNothing(name),
          http: orNothing(http),
          references: orNothing(list(compositeReference)),
          custom: anything,
        },
      ),
    ),
  },
)

const collection = oneMeta(
  mapping(
    { name, fields: list(field) },
    { ...shared, fides_meta: orNothing(collectionMeta), fidesops_meta: orNothing(collectionMeta) },
  ),
)

/** What somebody has to say: a text that is not empty. */
const said: Reader<string> = (node, reading, depth) => {
  const value = text(node, reading, depth)
  return value === undefined || value.trim() !== '' ? value : complain(reading, node, 'not-a-text', '')
}

const exclusion = mapping(
  { table: name, reason: said, owner: said, expires: date },
  { schema: orNothing(name), column: orNothing(name) },
)

const datasetMeta = mapping(
  {},
  {
    resource_id: orNothing(text),
    after: orNothing(list(fidesKey)),
    namespace: textUnder('schema'),
    redact,
    x_dossier: orNothing(
      mapping(
        {},
        {
          connection: orNothing(name),
          kind: orNothing(oneOf(...kindNames)),
          schema: orNothing(name),
          password_env: orNothing(name),
          auth_header: orNothing(headerName),
          label: orNothing(sentence),
          exclude: orNothing(list(exclusion)),
          custom: anything,
        },
      ),
    ),
  },
)

/** One dataset as the file has it, every key known and of its kind. */
export const dataset = oneMeta(
  mapping(
    { fides_key: fidesKey, collections: list(collection) },
    {
      ...shared,
      name: orNothing(text),
      organization_fides_key: orNothing(text),
      tags: anything,
      meta: anything,
      third_country_transfers: anything,
      joint_controller: anything,
      fides_meta: orNothing(datasetMeta),
      fidesops_meta: orNothing(datasetMeta),
    },
  ),
)

/** A file with any number of datasets. */
export const mapFile = mapping({ dataset: list(dataset) }, {})

type Of<R> = R extends Reader<infer T> ? T : never
export type RawDataset = Of<typeof dataset>
export type RawCollection = Of<typeof collection>
export type RawReference = Of<typeof compositeReference>
