import { columnOf } from '../catalogue.ts'
import type { Collection, Field } from '../data-map.ts'
import { columnFor } from '../sql/mapped-column.ts'
import type { RowShape } from '../sql/record-of-row.ts'
import type { Reading } from '../sql/relation.ts'
import type { Arrival } from '../walk.ts'
import { conditionFor, matchingElements, Parameters } from './condition.ts'
import type { Matcher } from './match.ts'
import { from, type Statement, without } from './statement.ts'
import { renderingOf } from './values.ts'

/**
 * Each row is the number of its arrival, its key, and then its values: `written` by the server as one object of JSON, in which numbers may
 * differ from what a double keeps; or, where it cannot write one of them without loss, each as a text that `renderings` read.
 */
export type ReadStatement = Statement &
  RowShape & {
    written: { mayDiffer: boolean } | null
  }

const keyColumns = ({ relation, key }: Reading) => key.map(name => columnOf(relation, name)!.quoted)

// Without a key a row is known by what it holds; equal rows are counted.
const unnamed = [`md5(t::text)`, `(row_number() over (partition by t::text))::text`]

const sameColumns = (a: string[], b: string[]) => a.length === b.length && a.every(one => b.includes(one))

type Way = { arrival: Arrival; sql: string }

/**
 * Where a row was found by one element of an array, the other elements are other people's (Fides: `return_all_elements`). A row
 * that is also reached in another way is shown whole.
 */
const elementsOnly = (reading: Reading, field: Field, ways: Way[], parameters: Parameters, matcher: Matcher) => {
  const column = columnFor(reading.relation, field)
  const whole = renderingOf(column)
  const by = ways.filter(({ arrival: { fields } }) => fields.length === 1 && fields[0]!.path === field.path)
  if (by.length === 0 || !column.array || field.returnAllElements || column.type.startsWith('json')) return whole
  const keys = by.flatMap(({ arrival }) => arrival.keys.map(key => key[0]!))
  const part = renderingOf(column, matchingElements(column, field, keys, parameters, matcher))
  const others = ways.filter(way => !by.includes(way)).map(({ sql }) => sql)
  const sql = others.length === 0 ? part.sql : `case when ${others.join(' or ')} then ${whole.sql} else ${part.sql} end`
  return { sql, decode: whole.decode, json: null }
}

const orderOf = ({ relation, key }: Reading, named: string[]): string => {
  const whole = `t::text collate "C"`
  if (named.length === 0) return whole
  const order = named.map(one => `t.${one}`)
  // A key that only the map claims may repeat; the whole row then decides.
  return (sameColumns(key, relation.key) ? order : [...order, whole]).join(', ')
}

/** Every row of a relation, in no order: a table of any size is read as it lies. */
export const listStatement = (collection: Collection, reading: Reading): ReadStatement => {
  const parameters = new Parameters()
  const columns = collection.fields.map(field => ({
    name: field.name,
    ...renderingOf(columnFor(reading.relation, field)),
  }))
  const named = keyColumns(reading).map(name => `t.${name}::text`)
  const key = named.length > 0 ? named : [`t.ctid::text`]
  const sql = `select ${["'0'", ...key, ...columns.map(column => column.sql)].join(', ')} ${from(reading)} where true${without(reading, parameters)}`
  return { sql, values: parameters.values, written: null, keyLength: key.length, renderings: columns }
}

/** The records of all arrivals, each once, in an order that is the same every time. */
export const readStatement = (
  collection: Collection,
  reading: Reading,
  arrivals: Arrival[],
  matcher: Matcher,
): ReadStatement => {
  const parameters = new Parameters()
  const ways = arrivals.map(arrival => ({
    arrival,
    sql: conditionFor(reading.relation, arrival.fields, arrival.keys, parameters, matcher),
  }))
  // Nothing leads here this time: the statement still runs, and tells a table that is gone or forbidden from an empty one.
  const any = ways.length === 0 ? 'false' : ways.map(({ sql }) => sql).join(' or ')
  const which = `(case ${ways.map(({ sql }, index) => `when ${sql} then ${index}`).join(' ')} end)::text`
  const named = keyColumns(reading)
  const key = named.length > 0 ? named.map(one => `t.${one}::text`) : unnamed
  const columns = collection.fields.map(field => ({
    name: field.name,
    quoted: columnFor(reading.relation, field).quoted,
    ...elementsOnly(reading, field, ways, parameters, matcher),
  }))
  const json = columns.flatMap(({ json, quoted }) => (json ? [{ ...json, quoted }] : []))
  const whole = ways.length > 0 && json.length === columns.length
  const values = whole ? ['row_to_json(r)'] : columns.map(column => column.sql)
  const object = `cross join lateral (select ${json.map(({ sql, quoted }) => `${sql} as ${quoted}`).join(', ')}) as r`
  const rows = `${from(reading)} where (${any})${without(reading, parameters)}`
  const order = `order by ${orderOf(reading, named)}`
  // Rows are put in order before they are written: what has to be sorted is then a third as large. `offset 0` keeps it so.
  // Where equal rows are counted, the counting orders them anew: the order comes last.
  const [first, last] = named.length > 0 ? [`${order} offset 0`, ''] : ['', order]
  const sql =
    `select ${[ways.length < 2 ? "'0'" : which, ...key, ...values].join(', ')} ` +
    `from (select t.* ${rows} ${first}) as t ${whole ? object : ''} ${last}`
  return {
    sql,
    values: parameters.values,
    written: whole ? { mayDiffer: json.some(({ mayDiffer }) => mayDiffer) } : null,
    keyLength: key.length,
    renderings: columns,
  }
}
