import { stringify } from 'yaml'
import type { DraftCollection, DraftField, DraftReference } from './guess-map.ts'
import { labelOf } from './words.ts'

/** A text as YAML writes it on one line, quoted where it must be. */
const scalar = (text: string): string => stringify(text, { lineWidth: 0, defaultStringType: 'PLAIN' }).trimEnd()

/** A flow mapping: `{a: 1, b: [x]}`. Parts that are null are left out. */
const flow = (parts: { [key: string]: string | null }): string =>
  `{${Object.entries(parts)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')}}`

/** Inside a flow mapping some plain texts would end it: they are quoted. */
const inFlow = (text: string): string => (/^[\w.<>-]+$/.test(text) ? scalar(text) : JSON.stringify(text))

const comment = (text: string) => `# ${text.replace(/[\r\n]+/g, ' ')}`

const kinds = { r: 'table', p: 'partitioned table', v: 'view', m: 'materialised view', f: 'foreign table' } as const

const typeOf = ({ column }: DraftField): string => {
  const names: [RegExp, string][] = [
    [/^int/, 'integer'],
    [/^(numeric|float|money)/, 'float'],
    [/^bool/, 'boolean'],
    [/^json/, 'object'],
  ]
  return `${names.find(([pattern]) => pattern.test(column.type))?.[1] ?? 'string'}${column.array ? '[]' : ''}`
}

const target = (id: string, keys: string[]) => {
  const [schema = '', ...name] = id.split('.')
  return { dataset: schema, collection: name.join('.'), keys }
}

const single = (reference: DraftReference): string => {
  const { dataset, collection, keys } = target(reference.to, reference.keys)
  return flow({ dataset: inFlow(dataset), field: inFlow(`${collection}.${keys[0]}`), direction: reference.direction })
}

const fieldLines = (field: DraftField): string[] => {
  const { column, category, identity, references } = field
  const third = references.find(one => one.thirdParty !== 'never')?.thirdParty ?? null
  const meta = flow({
    primary_key: field.primaryKey ? 'true' : null,
    identity,
    data_type: inFlow(typeOf(field)),
    references: references.length > 0 ? `[${references.map(single).join(', ')}]` : null,
    x_dossier: flow({ label: inFlow(labelOf(column.name)), third_party: third }),
  })
  const why = [
    `${field.confidence}: ${field.why.join(', ')}`,
    ...references.map(one => `leads to ${one.to}: ${one.confidence}, ${one.why.join(', ')}`),
  ]
  return [
    `          - name: ${scalar(column.name)} ${comment(why.join('; '))}`,
    `            data_categories: [${category}]`,
    `            fides_meta: ${meta}`,
  ]
}

const compositeLines = (references: DraftReference[]): string[] =>
  references.length === 0
    ? []
    : [
        '            references:',
        ...references.map(one => {
          const { dataset, collection, keys } = target(one.to, one.keys)
          const list = (names: string[]) => `[${names.map(inFlow).join(', ')}]`
          const parts = {
            fields: list(one.fields),
            dataset: inFlow(dataset),
            collection: inFlow(collection),
            to: list(keys),
          }
          return `              - ${flow({ ...parts, direction: one.direction })} ${comment(`${one.confidence}: ${one.why.join(', ')}`)}`
        }),
      ]

const reachOf = ({ distance, table }: DraftCollection): string => {
  if (table.kind === 'v' || table.kind === 'm') return 'its rows are counted in the tables it reads'
  if (distance === null) return 'nothing found leads here from an e-mail address'
  return distance === 0
    ? 'a search by e-mail starts here'
    : `${distance} ${distance === 1 ? 'reference' : 'references'} from an e-mail address`
}

const collectionLines = (collection: DraftCollection): string[] => {
  const { table, fields, composite } = collection
  const rows = table.rows === null ? '' : `, about ${table.rows} rows`
  return [
    `      - name: ${scalar(table.name)} ${comment(`${kinds[table.kind]}${rows}; ${reachOf(collection)}`)}`,
    '        fides_meta:',
    '          x_dossier:',
    `            label: ${scalar(labelOf(table.name))}`,
    ...compositeLines(composite),
    ...(fields.length === 0 ? ['        fields: []'] : ['        fields:', ...fields.flatMap(fieldLines)]),
  ]
}

const head = [
  'A proposal, read off a live database: names, types, keys and the form of a few values, none of which was kept.',
  'Beside each line stands how sure it is and why. What no database can tell is yours to add for every collection about people:',
  'purpose, legal_basis, source, recipients and retention (docs/data-map.md); and whose data a column may be besides (third_party).',
]

/** A drafted map as YAML that `map check` accepts, one dataset a schema, the reasons as comments. Deterministic. */
export const writeDraft = (collections: DraftCollection[]): string => {
  const schemas = [...new Set(collections.map(({ table }) => table.schema))]
  const lines = schemas.flatMap(schema => [
    `  - fides_key: ${scalar(schema)}`,
    `    name: ${scalar(labelOf(schema))}`,
    '    fides_meta:',
    '      x_dossier:',
    `        schema: ${scalar(schema)}`,
    '    collections:',
    ...collections.filter(({ table }) => table.schema === schema).flatMap(collectionLines),
  ])
  return `${[...head.map(comment), 'dataset:', ...lines].join('\n')}\n`
}
