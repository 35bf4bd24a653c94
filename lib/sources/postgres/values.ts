import type { Column } from '../catalogue.ts'
import type { Json } from '../contract.ts'
import { exactNumber, parseExactly } from '../exact-json.ts'

/**
 * How a column is asked for, as text, and how that text becomes a value that carries exactly what the source holds. `json` is the
 * same value as JSON that the server writes itself, where it can; `unless` says for which rows it cannot.
 */
export type Rendering = { sql: string; decode: (text: string) => Json; json: { sql: string; unless?: string } | null }

/** JSON in which there may be a number that a double does not keep: read by `parseExactly`, one row in doubt at a time. */
const delicate = String.raw`\d{16}|\d[eE]|-0|\d{8}\.\d|\d\.\d{8}`
/** A float as JSON and a double both write it: no NaN, no -0, no exponent, no whole number beyond 2^53. */
const plain = String.raw`^(0|-?[1-9]\d{0,14})(\.\d+)?$`

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

const orNull = (json: string) => `coalesce(${json}, 'null')`
const literal = (sql: string, unless?: string) => ({ sql: orNull(sql), ...(unless ? { unless } : {}) })
const quoted = (sql: string) => ({ sql: orNull(`to_json(${sql})::text`) })
const unlessDelicate = (sql: string) => literal(sql, `${sql} ~ '${delicate}'`)

/** The rendering of one column. 64-bit integers and numerics arrive as texts; times as ISO 8601, `infinity` included. */
export const renderingOf = (column: Column, name = `t.${column.quoted}`): Rendering => {
  if (column.array) {
    if (column.type === 'json') return { sql: `to_json(${name})::text`, decode: asWrittenJson, json: null }
    const safe = safeInArrays.has(column.type) || column.class === 'c'
    const sql = `to_json(${name}${safe ? '' : '::text[]'})::text`
    // Elements taken as texts hold no number that could be in doubt.
    const json = safe ? unlessDelicate(sql) : literal(sql)
    return { sql, decode: asJson, json: column.class === 'c' ? null : json }
  }
  const text = `${name}::text`
  if (column.class === 'c') return { sql: `to_json(${name})::text`, decode: asWrittenJson, json: null }
  if (moments.has(column.type)) return { sql: `to_json(${name}) #>> '{}'`, decode: asText, json: quoted(name) }
  switch (column.type) {
    case 'bool':
      return { sql: text, decode: asBoolean, json: literal(text) }
    case 'int2':
    case 'int4':
      return { sql: text, decode: Number, json: literal(text) }
    case 'float4':
    case 'float8':
      return { sql: text, decode: asFloat, json: literal(text, `${text} !~ '${plain}'`) }
    case 'json':
      return { sql: text, decode: asWrittenJson, json: null }
    case 'jsonb':
      return { sql: text, decode: asJson, json: unlessDelicate(text) }
    default:
      // xml, money, ranges, inet, bit, enum, bytea as \x…, and types of extensions: as the server writes them.
      return { sql: text, decode: asText, json: quoted(text) }
  }
}
