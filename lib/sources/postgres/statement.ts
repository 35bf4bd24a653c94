import type { Field } from '../data-map.ts'
import type { Reading } from '../sql/relation.ts'
import type { Arrival } from '../walk.ts'
import { conditionFor, followed, Parameters } from './condition.ts'
import type { Matcher } from './match.ts'

export type Statement = { sql: string; values: unknown[] }

export const from = ({ relation }: Reading) => `from ${relation.quoted} as t`

/** Rows that other collections of the map read anyway are left out. */
export const without = (reading: Reading, parameters: Parameters) =>
  reading.without.length === 0 ? '' : ` and t.tableoid <> all(${parameters.add(reading.without)}::oid[])`

/** Distinct values of `fields` in the rows of one arrival, those of tables beneath included, whoever reads them: what hangs on them hangs on this. */
export const gatherStatement = (reading: Reading, arrival: Arrival, fields: Field[], matcher: Matcher): Statement => {
  const parameters = new Parameters()
  const { expressions, from: opened } = followed(reading.relation, fields, parameters)
  const where = conditionFor(reading.relation, arrival.fields, arrival.keys, parameters, matcher)
  const columns = expressions.map((expression, index) => `(${expression}) collate "C" as f${index}`)
  const order = expressions.map((_, index) => index + 1).join(', ')
  const sql =
    `select * from (select distinct ${columns.join(', ')} ${from(reading)}${opened} ` +
    `where ${where}) d where d is not null order by ${order}`
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
  const { expressions, from: elements } = followed(reading.relation, [field], parameters)
  const held = `select lower(${expressions[0]}) ${from(reading)}${elements}`
  return {
    sql: `select v from unnest(${asked}::text[]) v where lower(v) collate "C" in (${held})`,
    values: parameters.values,
  }
}
