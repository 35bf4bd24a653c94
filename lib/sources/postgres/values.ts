import type { Column } from '../catalogue.ts'
import type { Json } from '../contract.ts'
import { exactNumber, parseExactly } from '../exact-json.ts'

/**
 * What the bytes of a value mostly are: a `text` that stands in JSON as it is between quotes, `json` that loses nothing (plain.ts), a `moment`
 * (moment.ts) with its zone or without, or something that always has to be read. Where they are not that, they are read.
 */
export type Form = 'text' | 'json' | 'moment' | 'zoned-moment' | 'read'

/** How a column is asked for, as text, and how that text becomes a value that carries exactly what the source holds. */
export type Rendering = { sql: string; form: Form; decode: (text: string) => Json }

const asText = (text: string): Json => text
const asJson = (text: string): Json => parseExactly(text, true)
// Type json keeps the document as it was written, the same key twice included.
const asWrittenJson = (text: string): Json => parseExactly(text, false)

// Infinity and NaN are no JSON numbers; they arrive as the words PostgreSQL has for them.
const asFloat = (text: string): Json => (/^-?\d/.test(text) ? exactNumber(text) : text)

/** All that is sent instead of a moment. */
const asInfinity = (sent: string): Json => (sent.startsWith('\\x7f') ? 'infinity' : '-infinity')

const text = (sql: string): Rendering => ({ sql, form: 'text', decode: asText })

/** Types of which the server sends what their text is; asked for as they are, they cost it less. */
const sentAsText = new Set(
  'text varchar uuid int2 int4 int8 numeric float4 float8 date timestamp timestamptz json jsonb'.split(' '),
)

/** SQL for the text of a column. */
export const textOf = ({ type, array, quoted }: Column): string =>
  !array && sentAsText.has(type) ? `t.${quoted}` : `t.${quoted}::text`

/** Types whose arrays `to_json` renders without loss; of all others each element is taken as text. */
const safeInArrays = new Set(['bool', 'int2', 'int4', 'float4', 'float8', 'timestamp', 'timestamptz', 'date', 'jsonb'])

/** The rendering of one column. 64-bit integers and numerics arrive as texts; times as ISO 8601, `infinity` included. */
export const renderingOf = (column: Column, name = `t.${column.quoted}`): Rendering => {
  const { type } = column
  const composite = column.class === 'c'
  if (column.array && type !== 'json') {
    const elements = safeInArrays.has(type) || composite ? name : `${name}::text[]`
    return { sql: `to_json(${elements})::text`, form: composite ? 'read' : 'json', decode: asJson }
  }
  if (column.array || composite) return { sql: `to_json(${name})::text`, form: 'read', decode: asWrittenJson }
  const sql = textOf(column)
  switch (type) {
    case 'timestamp':
      return { sql: `timestamp_send(${name})`, form: 'moment', decode: asInfinity }
    case 'timestamptz':
      return { sql: `timestamptz_send(${name})`, form: 'zoned-moment', decode: asInfinity }
    case 'bool':
    case 'jsonb':
      return { sql, form: 'json', decode: asJson }
    case 'int2':
    case 'int4':
      return { sql, form: 'json', decode: Number }
    case 'float4':
    case 'float8':
      return { sql, form: 'json', decode: asFloat }
    case 'json':
      return { sql, form: 'read', decode: asWrittenJson }
    default:
      // Of xml, money, ranges, inet, bit, enum, bytea as \x…, and types of extensions: as the server writes them.
      return text(sql)
  }
}
