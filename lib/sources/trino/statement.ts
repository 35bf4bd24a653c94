import type { Column } from '../catalogue.ts'
import { columnOf } from '../catalogue.ts'
import type { Json } from '../contract.ts'
import type { Collection, Field } from '../data-map.ts'
import { exactNumber, parseExactly } from '../exact-json.ts'
import { columnFor } from '../sql/mapped-column.ts'
import type { RowShape } from '../sql/record-of-row.ts'
import type { Reading } from '../sql/relation.ts'
import type { Arrival } from '../walk.ts'
import { asText, conditionFor, keyColumn } from './condition.ts'
import { literal } from './literal.ts'

const from = ({ relation }: Reading) => `from ${relation.quoted} as t`

/** How a column is asked for, as text, and how that text becomes a value that carries exactly what the source holds. */
const renderingOf = (column: Column): { sql: string; decode: (text: string) => Json } => {
  const { type, quoted } = column
  const name = `t.${quoted}`
  if (column.array || column.class === 'c')
    return { sql: `json_format(cast(${name} as json))`, decode: text => parseExactly(text, false) }
  switch (type) {
    case 'boolean':
      return { sql: asText(column), decode: text => text === 'true' }
    case 'tinyint':
    case 'smallint':
    case 'integer':
      return { sql: asText(column), decode: Number }
    case 'real':
    case 'double':
      // Infinity and NaN are no JSON numbers; they arrive as the words Trino has for them.
      return { sql: asText(column), decode: text => (/^-?\d/.test(text) ? exactNumber(text) : text) }
    case 'json':
      return { sql: `json_format(${name})`, decode: text => parseExactly(text, false) }
    case 'varbinary':
      return { sql: `'0x' || to_hex(${name})`, decode: text => text }
    case 'char':
      // In a record as it stands, the spaces that make up its length included.
      return { sql: `cast(${name} as varchar)`, decode: text => text }
    default:
      return { sql: asText(column), decode: text => text }
  }
}

const anyOf = (reading: Reading, arrivals: Arrival[]): string =>
  arrivals.length === 0
    ? 'false'
    : arrivals.map(({ fields, keys }) => `(${conditionFor(reading.relation, fields, keys)})`).join(' or ')

/** Distinct values of `fields` in the rows of one arrival; their order is the reader's. */
export const gatherStatement = (reading: Reading, arrival: Arrival, fields: Field[], most: number): string => {
  const texts = fields.map(field => asText(keyColumn(reading.relation, field)))
  const held = texts.map(text => `${text} is not null`).join(' and ')
  return `select distinct ${texts.join(', ')} ${from(reading)} where (${anyOf(reading, [arrival])}) and ${held} limit ${most + 1}`
}

/** Whether any row answers the arrivals. */
export const touchStatement = (reading: Reading, arrivals: Arrival[]): string =>
  `select 'yes' ${from(reading)} where ${anyOf(reading, arrivals)} limit 1`

/** Which of `values` a field holds, regardless of case. */
export const knownStatement = (reading: Reading, field: Field, values: string[]): string => {
  const held = `select lower(${asText(keyColumn(reading.relation, field))}) ${from(reading)}`
  const asked = values.map(value => `(${literal(value)})`).join(', ')
  return `select k from (values ${asked}) as asked (k) where lower(k) in (${held})`
}

/** The records of all arrivals, each once, in an order that is the same every time. */
export const readStatement = (
  collection: Collection,
  reading: Reading,
  arrivals: Arrival[],
): RowShape & { sql: string } => {
  const renderings = collection.fields.map(field => ({
    name: field.name,
    ...renderingOf(columnFor(reading.relation, field)),
  }))
  const cases = arrivals.map((arrival, index) => `when ${anyOf(reading, [arrival])} then '${index}'`)
  const which = arrivals.length < 2 ? `'0'` : `case ${cases.join(' ')} end`
  // A row is told by all it holds: it orders rows whose key the map only claims, and is the key where there is none.
  const all = renderings.map(({ sql }) => `coalesce(${sql}, chr(30)) || chr(31)`).join(' || ')
  const digest = `lower(to_hex(sha256(to_utf8(${all}))))`
  const keys = reading.key.map(name => columnOf(reading.relation, name)!)
  const named =
    keys.length > 0 ? keys.map(asText) : [digest, `cast(row_number() over (partition by ${digest}) as varchar)`]
  const selected = [which, ...named, ...renderings.map(({ sql }) => sql)]
  const order = [...keys.map(({ quoted }) => `t.${quoted}`), digest]
  return {
    sql: `select ${selected.join(', ')} ${from(reading)} where ${anyOf(reading, arrivals)} order by ${order.join(', ')}`,
    keyLength: named.length,
    renderings,
  }
}
