import type { CollectionFacts, FieldFacts, Text } from './contract.ts'

export type ThirdParty = 'never' | 'maybe' | 'always'

/** Whether the walk goes on behind a row, ends with it, or never reads it. */
export type Walk = 'follow' | 'show' | 'stop'

/** What may be asked to tell a person from a stranger: a word they typed, a telephone number, the month something first happened. */
export type Fact = { kind: 'text' | 'month' | 'phone'; ask: Text | null }

/**
 * How the values of a field are compared with what is searched for. Never a pattern: `_` is legal in an address. `telephone`: by the digits of a
 * number, however it is written (`telephone.ts`).
 */
export type Match = 'exact' | 'ignore-case' | 'telephone'

/** `to`: from the field that says it to the other; `from`: from the other to this one; `away`: away from the identity. */
type Direction = 'to' | 'from' | 'away'

export type Reference = {
  /** Fields of this collection, as dotted paths; more than one makes a composite key. */
  fields: string[]
  dataset: string
  collection: string
  to: string[]
  direction: Direction
  thirdParty: ThirdParty
  walk: Walk | null
}

export type Field = {
  name: string
  /** Dotted path from the collection: `details.phone`. */
  path: string
  /** The names on the way to it, its own last: in a document a name may hold a dot. */
  names: string[]
  label: Text
  explain?: Text
  categories: string[]
  thirdParty: ThirdParty
  primaryKey: boolean
  identity: string | null
  locator: 'unique' | 'shared'
  match: Match
  /** `string[]`: matched by element. */
  array: boolean
  returnAllElements: boolean
  fact: Fact | null
  /** `bounced`: a value here says that mail to the address came back. */
  signal: 'bounced' | null
  fields: Field[]
}

/** How a service over HTTP is asked for a collection, and where in its answers the rows are. */
export type HttpForm = {
  /** Path templates: `/people?mail={email}`, one for each set of fields it can be asked by; one without names asks for all. */
  asks: string[]
  /** A path whose first page shows which columns there are, without anybody's key. */
  sample: string | null
  /** Dotted path to the list; null where the answer is the list, or the one thing. */
  items: string | null
  pages: {
    by: 'cursor' | 'page' | 'offset' | 'link' | 'url'
    /** Dotted path to the marker of the next page. */
    next: string | null
    /** Name of the parameter that carries marker, page or offset. */
    as: string | null
    first: number
    /** How many items a page holds that is not the last. */
    size: number | null
  } | null
  /** Dotted path to the number of all items. */
  total: string | null
  /** Fields that an answer does not repeat: they are what was asked for. */
  implied: string[]
  /** Whether the service leaves out fields that are empty. */
  omitsEmpty: boolean
  /** Statuses that mean that there is nothing. */
  none: number[]
}

export type Collection = {
  dataset: string
  name: string
  facts: CollectionFacts
  thirdParty: ThirdParty
  walk: Walk | null
  skip: boolean
  /** Of files: a pattern of the names that are this collection. */
  files: string | null
  /** Of services over HTTP. */
  http: HttpForm | null
  /** The field that says when a row was entered; without it the retention's anchor counts. */
  entered: string | null
  /** How much harm its wrong reader could do, where the map says so itself. */
  sensitivity: 'plain' | 'sensitive' | 'special' | null
  fields: Field[]
  references: Reference[]
}

/** A table or column that a person looked at and found to hold nothing personal, until `expires`. */
export type Exclusion = {
  schema: string | null
  table: string
  column: string | null
  reason: string
  owner: string
  expires: string
}

export type Dataset = {
  key: string
  /** NAME in `--url NAME=URL`. */
  connection: string
  /** Name of its kind (`kinds.ts`); null when the map says none, as those of Fides do. */
  kind: string | null
  schema: string | null
  /** Name of the environment variable that holds the reader's password. */
  passwordEnv: string | null
  /** Of services that want their key in a header of its own. */
  authHeader: string | null
  label: Text
  exclude: Exclusion[]
  collections: Collection[]
}

export type DataMap = { datasets: Dataset[] }

/** `site.contact`: how a collection is called in paths and answers. */
export const idOf = (collection: { dataset: string; name: string }) => `${collection.dataset}.${collection.name}`

/** Name of the source that a collection lies in. */
export const connectionOf = (map: DataMap, { dataset }: { dataset: string }): string =>
  map.datasets.find(({ key }) => key === dataset)!.connection

export const collectionsOf = (map: DataMap): Collection[] => map.datasets.flatMap(dataset => dataset.collections)

/** All fields of a collection, nested ones after their parent, in the order of the map. */
export const fieldsOf = (collection: { fields: Field[] }): Field[] =>
  collection.fields.flatMap(field => [field, ...fieldsOf(field)])

export const fieldAt = (collection: Collection, path: string): Field | undefined =>
  fieldsOf(collection).find(field => field.path === path)

/** What Art. 15(1) GDPR wants said beside each group of data. In the order of the map. */
export const factsOf = (map: DataMap): CollectionFacts[] => collectionsOf(map).map(collection => collection.facts)

/** What the map says of each field, nested ones by dotted path. */
export const fieldFacts = (fields: Field[]): FieldFacts[] =>
  fieldsOf({ fields }).map(({ path, label, explain, categories, thirdParty }) => ({
    name: path,
    label,
    categories,
    thirdParty,
    ...(explain !== undefined && { explain }),
  }))
