import type { Column } from '../catalogue.ts'
import { columnOf } from '../catalogue.ts'
import type { Json } from '../contract.ts'
import type { Collection, Field } from '../data-map.ts'
import { exactNumber, parseExactly } from '../exact-json.ts'
import { columnFor } from '../sql/mapped-column.ts'
import type { Reading } from '../sql/relation.ts'
import type { Arrival } from '../walk.ts'
import { conditionFor, followed, refuseParts } from './condition.ts'

export type Statement = { sql: string; values: string[] }

/** How a column is asked for, as text, and how that text becomes a value that carries exactly what the source holds. */
type Rendering = { sql: string; decode: (text: string) => Json }

const asText = (text: string): Json => text

/** The rendering of one column. 64-bit integers and decimals arrive as texts, bytes as 0x…, bits as they stand, zero dates as zero dates. */
const renderingOf = ({ type, quoted, declared }: Column): Rendering => {
  const name = `t.${quoted}`
  switch (type) {
    case 'tinyint':
    case 'smallint':
    case 'mediumint':
    case 'int':
    case 'year':
      return { sql: `cast(${name} as char)`, decode: Number }
    case 'double':
      return { sql: `cast(${name} as char)`, decode: exactNumber }
    case 'float':
      // A float written as one shows six digits; as a double all it has.
      return { sql: `cast(cast(${name} as double) as char)`, decode: exactNumber }
    case 'json':
      return { sql: `cast(${name} as char)`, decode: text => parseExactly(text, false) }
    case 'bit':
      return { sql: `lpad(bin(${name} + 0), ${/\((\d+)\)/.exec(declared)?.[1] ?? 1}, '0')`, decode: asText }
    case 'binary':
    case 'varbinary':
    case 'tinyblob':
    case 'blob':
    case 'mediumblob':
    case 'longblob':
      // As they are: what the server would write of more than half its largest packet is nothing at all. The session writes them as 0x….
      return { sql: name, decode: asText }
    case 'geometry':
    case 'point':
    case 'linestring':
    case 'polygon':
    case 'multipoint':
    case 'multilinestring':
    case 'multipolygon':
    case 'geometrycollection':
      return { sql: `st_astext(${name})`, decode: asText }
    default:
      return { sql: `convert(cast(${name} as char) using utf8mb4)`, decode: asText }
  }
}

const from = ({ relation }: Reading) => `from ${relation.quoted} as t`

/** Distinct values of `fields` in the rows of one arrival, in a fixed order. */
export const gatherStatement = (reading: Reading, arrival: Arrival, fields: Field[]): Statement => {
  refuseParts(reading.relation, fields)
  const ways = fields
    .map((field, index) => followed(reading.relation, field, index))
    .reduce<{ expression: string; from: string }[][]>(
      (all, parts) => all.flatMap(way => parts.map(part => [...way, part])),
      [[]],
    )
  const values: string[] = []
  const selects = ways.map(parts => {
    const where = conditionFor(reading.relation, arrival.fields, arrival.keys, values)
    const named = parts.map(({ expression }, index) => `convert(${expression} using utf8mb4) as f${index}`)
    return `select ${named.join(', ')} ${from(reading)}${parts.map(part => part.from).join('')} where ${where}`
  })
  const names = fields.map((_, index) => `f${index}`)
  const held = names.map(name => `${name} is not null`).join(' and ')
  const order = names.map(name => `binary ${name}`).join(', ')
  return {
    sql: `select ${names.join(', ')} from (${selects.join(' union all ')}) d where ${held} group by ${order} order by ${order}`,
    values,
  }
}

/** Whether any row answers the arrivals. */
export const touchStatement = (reading: Reading, arrivals: Arrival[]): Statement => {
  const values: string[] = []
  const ways = arrivals.map(({ fields, keys }) => conditionFor(reading.relation, fields, keys, values))
  return { sql: `select '1' ${from(reading)} where ${ways.length === 0 ? 'false' : ways.join(' or ')} limit 1`, values }
}

/** Which of the values bound a field holds, regardless of case. */
export const knownStatement = (reading: Reading, field: Field, asked: string[]): Statement => {
  const values = [JSON.stringify(asked.filter(value => !value.includes('\0')))]
  const held = followed(reading.relation, field, 0).map(
    ({ expression, from: more }) =>
      `select cast(lower(convert(${expression} using utf8mb4)) as binary) ${from(reading)}${more}`,
  )
  const inside = `cast(lower(j.k) as binary) in (${held.join(' union all ')})`
  return { sql: `select j.k from json_table(?, '$[*]' columns (k longtext path '$')) j where ${inside}`, values }
}

export type ReadStatement = Statement & {
  keyLength: number
  renderings: { name: string; decode: Rendering['decode'] }[]
}

/** Every row of a table, as it lies. */
export const listStatement = (collection: Collection, reading: Reading): ReadStatement => {
  const columns = collection.fields.map(field => ({
    name: field.name,
    ...renderingOf(columnFor(reading.relation, field)),
  }))
  const keys = reading.key.map(name => columnOf(reading.relation, name)!)
  const key = keys.length > 0 ? keys.map(column => renderingOf(column).sql) : ['uuid()']
  const selected = [`'0'`, ...key, ...columns.map(({ sql }) => sql)]
  return {
    sql: `select ${selected.join(', ')} ${from(reading)}`,
    values: [],
    keyLength: key.length,
    renderings: columns,
  }
}

/** The records of all arrivals, each once, in an order that is the same every time. */
export const readStatement = (collection: Collection, reading: Reading, arrivals: Arrival[]): ReadStatement => {
  const columns = collection.fields.map(field => ({
    name: field.name,
    ...renderingOf(columnFor(reading.relation, field)),
  }))
  const keys = reading.key.map(name => columnOf(reading.relation, name)!)
  const selected = [...keys.map(column => renderingOf(column).sql), ...columns.map(({ sql }) => sql)]
  const values: string[] = []
  const condition = ({ fields, keys: sought }: Arrival) => conditionFor(reading.relation, fields, sought, values)
  const which =
    arrivals.length < 2
      ? `'0'`
      : `case ${arrivals.map((arrival, index) => `when ${condition(arrival)} then '${index}'`).join(' ')} end`
  // Nothing leads here this time: the statement still runs, and tells a table that is gone or forbidden from an empty one.
  const any = arrivals.length === 0 ? 'false' : arrivals.map(condition).join(' or ')
  // Without a key a row is known by what it holds; equal rows are counted.
  const whole = `md5(concat_ws(char(31), ${columns.map(({ sql }) => `coalesce(md5(${sql}), char(30))`).join(', ')}))`
  const key = keys.length > 0 ? [] : [whole, `cast(row_number() over (partition by ${whole}) as char)`]
  const order = keys.length > 0 ? keys.map(column => `t.${column.quoted}`) : [whole]
  return {
    sql: `select ${[which, ...key, ...selected].join(', ')} ${from(reading)} where ${any} order by ${order.join(', ')}`,
    values,
    keyLength: keys.length > 0 ? keys.length : 2,
    renderings: columns,
  }
}
