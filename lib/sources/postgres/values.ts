import type { Column } from '../catalogue.ts'
import type { Json } from '../contract.ts'
import { exactNumber, parseExactly } from '../exact-json.ts'

/**
 * How a column is asked for, as text, and how that text becomes a value that carries exactly what the source holds. `json` is what the
 * server writes as the same value when it writes JSON itself, null where it cannot; where it `mayDiffer`, a number may be one that a double
 * does not keep (lib/sources/postgres/exact-row.ts).
 */
export type Rendering = {
  sql: string
  decode: (text: string) => Json
  json: { sql: string; mayDiffer: boolean } | null
}

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

const plain = (sql: string) => ({ sql, mayDiffer: false })
const numbers = (sql: string) => ({ sql, mayDiffer: true })

/** The rendering of one column. 64-bit integers and numerics arrive as texts; times as ISO 8601, `infinity` included. */
export const renderingOf = (column: Column, name = `t.${column.quoted}`): Rendering => {
  if (column.array) {
    if (column.type === 'json') return { sql: `to_json(${name})::text`, decode: asWrittenJson, json: null }
    const safe = safeInArrays.has(column.type) || column.class === 'c'
    const elements = safe ? name : `${name}::text[]`
    return {
      sql: `to_json(${elements})::text`,
      decode: asJson,
      json: column.class === 'c' ? null : { sql: elements, mayDiffer: safe },
    }
  }
  const text = `${name}::text`
  if (column.class === 'c') return { sql: `to_json(${name})::text`, decode: asWrittenJson, json: null }
  if (moments.has(column.type)) return { sql: `to_json(${name}) #>> '{}'`, decode: asText, json: plain(name) }
  switch (column.type) {
    case 'bool':
      return { sql: text, decode: asBoolean, json: plain(name) }
    case 'int2':
    case 'int4':
      return { sql: text, decode: Number, json: plain(name) }
    case 'float4':
    case 'float8':
      return { sql: text, decode: asFloat, json: numbers(name) }
    case 'json':
      return { sql: text, decode: asWrittenJson, json: null }
    case 'jsonb':
      return { sql: text, decode: asJson, json: numbers(name) }
    default:
      // xml, money, ranges, inet, bit, enum, bytea as \x…, and types of extensions: as the server writes them.
      return { sql: text, decode: asText, json: plain(text) }
  }
}
