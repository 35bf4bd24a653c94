import { columnOf } from '../catalogue.ts'
import type { Collection, Field } from '../data-map.ts'
import type { Arrival } from '../walk.ts'
import { columnFor, conditionFor, followed, Parameters } from './condition.ts'
import type { Matcher } from './match.ts'
import type { Reading } from './relation.ts'
import { type Rendering, renderingOf } from './values.ts'

export type Statement = { sql: string; values: unknown[] }

const from = ({ relation }: Reading) => `from ${relation.quoted} as t`

/** Rows that other collections of the map read anyway are left out. */
const without = (reading: Reading, parameters: Parameters) =>
  reading.without.length === 0 ? '' : ` and t.tableoid <> all(${parameters.add(reading.without)}::oid[])`

/** Distinct values of `fields` in the rows of one arrival. */
export const gatherStatement = (reading: Reading, arrival: Arrival, fields: Field[], matcher: Matcher): Statement => {
  const parameters = new Parameters()
  const parts = fields.map((field, index) => followed(reading.relation, field, index, parameters))
  const where = conditionFor(reading.relation, arrival.fields, arrival.keys, parameters, matcher)
  const columns = parts.map(({ expression }, index) => `(${expression}) collate "C" as f${index}`)
  const order = parts.map((_, index) => index + 1).join(', ')
  const sql =
    `select * from (select distinct ${columns.join(', ')} ${from(reading)}${parts.map(part => part.from).join('')} ` +
    `where ${where}${without(reading, parameters)}) d where d is not null order by ${order}`
  return { sql, values: parameters.values }
}

/** Whether any row answers the arrivals. */
export const touchStatement = (reading: Reading, arrivals: Arrival[], matcher: Matcher): Statement => {
  const parameters = new Parameters()
  const ways = arrivals.map(({ fields, keys }) => conditionFor(reading.relation, fields, keys, parameters, matcher))
  const sql = `select 1 ${from(reading)} where (${ways.join(' or ')})${without(reading, parameters)} limit 1`
  return { sql, values: parameters.values }
}

/** Which of `values` a field holds, regardless of case; told by plain equality, whatever the matcher does. */
export const knownStatement = (reading: Reading, field: Field, values: string[]): Statement => {
  const parameters = new Parameters()
  const asked = parameters.add(values.filter(value => !value.includes('\0')))
  const { expression, from: elements } = followed(reading.relation, field, 0, parameters)
  const held = `select lower(${expression}) ${from(reading)}${elements}`
  return { sql: `select v from unnest(${asked}::text[]) v where lower(v) in (${held})`, values: parameters.values }
}

/** What each row of a read statement holds: the number of its arrival, its key, then its values. */
export type ReadStatement = Statement & {
  keyLength: number
  renderings: { name: string; decode: Rendering['decode'] }[]
}

const keyColumns = ({ relation, key }: Reading) => key.map(name => columnOf(relation, name)!.quoted)

// Without a key a row is known by what it holds; equal rows are counted.
const unnamed = [`md5(t::text)`, `(row_number() over (partition by t::text))::text`]

const sameColumns = (a: string[], b: string[]) => a.length === b.length && a.every(one => b.includes(one))

/** The records of all arrivals, each once, in an order that is the same every time. */
export const readStatement = (
  collection: Collection,
  reading: Reading,
  arrivals: Arrival[],
  matcher: Matcher,
): ReadStatement => {
  const { relation } = reading
  const parameters = new Parameters()
  const ways = arrivals.map(({ fields, keys }) => conditionFor(relation, fields, keys, parameters, matcher))
  // Nothing leads here this time: the statement still runs, and tells a table that is gone or forbidden from an empty one.
  if (ways.length === 0) ways.push('false')
  const which = `(case ${ways.map((way, index) => `when ${way} then ${index}`).join(' ')} end)::text`
  const named = keyColumns(reading)
  const key = named.length > 0 ? named.map(one => `t.${one}::text`) : unnamed
  const order = named.length > 0 ? named.map(one => `t.${one}`) : [`t::text collate "C"`]
  // A key that only the map claims may repeat; the whole row then decides.
  if (named.length > 0 && !sameColumns(reading.key, relation.key)) order.push(`t::text collate "C"`)
  const columns = collection.fields.map(field => ({ name: field.name, ...renderingOf(columnFor(relation, field)) }))
  const selected = [ways.length === 1 ? `'0'` : which, ...key, ...columns.map(column => column.sql)]
  const sql =
    `select ${selected.join(', ')} ${from(reading)} ` +
    `where (${ways.join(' or ')})${without(reading, parameters)} order by ${order.join(', ')}`
  return { sql, values: parameters.values, keyLength: key.length, renderings: columns }
}
