import type { Column } from '../catalogue.ts'
import type { Json } from '../contract.ts'
import { exactNumber, parseExactly } from '../exact-json.ts'

/** How a column is asked for, as text, and how that text becomes a value that carries exactly what the source holds. */
export type Rendering = { sql: string; decode: (text: string) => Json }

const asText = (text: string): Json => text
const asBoolean = (text: string): Json => text === 'true'
const asJson = (text: string): Json => parseExactly(text, true)
// Type json keeps the document as it was written, the same key twice included.
const asWrittenJson = (text: string): Json => parseExactly(text, false)

// Infinity and NaN are no JSON numbers; they arrive as the words PostgreSQL has for them.
const asFloat = (text: string): Json => (/^-?\d/.test(text) ? exactNumber(text) : text)

const moments = new Set(['timestamp', 'timestamptz'])

/** Types whose arrays `to_json` renders without loss; of all others each element is taken as text. */
const safeInArrays = new Set(['bool', 'int2', 'int4', 'float4', 'float8', 'timestamp', 'timestamptz', 'date', 'jsonb'])

/** The rendering of one column. 64-bit integers and numerics arrive as texts; times as ISO 8601, `infinity` included. */
export const renderingOf = (column: Column, name = `t.${column.quoted}`): Rendering => {
  if (column.array) {
    if (column.type === 'json') return { sql: `to_json(${name})::text`, decode: asWrittenJson }
    const safe = safeInArrays.has(column.type) || column.class === 'c'
    return { sql: `to_json(${name}${safe ? '' : '::text[]'})::text`, decode: asJson }
  }
  if (column.class === 'c') return { sql: `to_json(${name})::text`, decode: asWrittenJson }
  if (moments.has(column.type)) return { sql: `to_json(${name}) #>> '{}'`, decode: asText }
  switch (column.type) {
    case 'bool':
      return { sql: `${name}::text`, decode: asBoolean }
    case 'int2':
    case 'int4':
      return { sql: `${name}::text`, decode: Number }
    case 'float4':
    case 'float8':
      return { sql: `${name}::text`, decode: asFloat }
    case 'json':
      return { sql: `${name}::text`, decode: asWrittenJson }
    case 'jsonb':
      return { sql: `${name}::text`, decode: asJson }
    default:
      // xml, money, ranges, inet, bit, enum, bytea as \x…, and types of extensions: as the server writes them.
      return { sql: `${name}::text`, decode: asText }
  }
}
