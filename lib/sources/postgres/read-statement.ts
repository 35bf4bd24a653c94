import { type Column, columnOf } from '../catalogue.ts'
import type { Collection, Field } from '../data-map.ts'
import { columnFor } from '../sql/mapped-column.ts'
import type { Reading } from '../sql/relation.ts'
import type { Arrival } from '../walk.ts'
import { conditionFor, matchingElements, Parameters } from './condition.ts'
import type { Matcher } from './match.ts'
import { from, type Statement, without } from './statement.ts'
import { type Rendering, renderingOf, textOf } from './values.ts'

/** A value of a record: which value of a row it is, and how that is read. */
export type Selected = Pick<Rendering, 'form' | 'decode'> & { at: number }

/** A statement whose rows have the values of records. */
export type ReadStatement = Statement & {
  /** How many values a row has. */
  selected: number
  /** Which of them is the number of its arrival; null where there is but one. */
  arrival: number | null
  key: Selected[]
  fields: (Selected & { name: string })[]
}

/** What a statement selects, nothing twice: a key mostly is a value as well. */
class Selection {
  readonly #values: string[] = []

  at(sql: string): number {
    const known = this.#values.indexOf(sql)
    return known >= 0 ? known : this.#values.push(sql) - 1
  }

  value({ sql, form, decode }: Rendering): Selected {
    return { at: this.at(sql), form, decode }
  }

  text(sql: string): Selected {
    return this.value({ sql, form: 'text', decode: text => text })
  }

  get selected() {
    return this.#values.length
  }

  get sql() {
    return this.#values.join(', ')
  }
}

const keyColumns = ({ relation, key }: Reading) => key.map(name => columnOf(relation, name)!)

/** The columns a statement may touch, and no others: the role may not be allowed to read what the map leaves out. */
const mappedColumns = (collection: Collection, { relation }: Reading, key: Column[]): string[] => {
  const columns = [...collection.fields.map(field => columnFor(relation, field)), ...key]
  return [...new Set(columns.map(({ quoted }) => `t.${quoted}`))]
}

const wholeOf = (columns: string[]) => `row(${columns.join(', ')})::text`

// Without a key a row is known by what it holds; equal rows are counted.
const unnamed = (whole: string) => [`md5(${whole})`, `(row_number() over (partition by ${whole}))::text`]

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
  const document = column.type === 'json' || column.type === 'jsonb'
  if (by.length === 0 || field.returnAllElements || column.array === document) return whole
  const keys = by.flatMap(({ arrival }) => arrival.keys.map(key => key[0]!))
  const matching = matchingElements(column, field, keys, parameters, matcher)
  const part = document ? matching : renderingOf(column, matching).sql
  const others = ways.filter(way => !by.includes(way)).map(({ sql }) => sql)
  const sql = others.length === 0 ? part : `case when ${others.join(' or ')} then (${whole.sql})::text else ${part} end`
  return { ...whole, sql }
}

const orderOf = ({ relation, key }: Reading, named: Column[], held: string): string => {
  const whole = `${held} collate "C"`
  if (named.length === 0) return whole
  const order = named.map(one => `t.${one.quoted}`)
  // A key that only the map claims may repeat; the whole row then decides.
  return (sameColumns(key, relation.key) ? order : [...order, whole]).join(', ')
}

/** Every row of a relation, in no order: a table of any size is read as it lies. */
export const listStatement = (collection: Collection, reading: Reading): ReadStatement => {
  const parameters = new Parameters()
  const selection = new Selection()
  const named = keyColumns(reading)
  const key = (named.length > 0 ? named.map(textOf) : ['t.ctid::text']).map(sql => selection.text(sql))
  const fields = collection.fields.map(field => ({
    name: field.name,
    ...selection.value(renderingOf(columnFor(reading.relation, field))),
  }))
  const sql = `select ${selection.sql} ${from(reading)} where true${without(reading, parameters)}`
  return { sql, values: parameters.values, selected: selection.selected, arrival: null, key, fields }
}

/** The records of all arrivals, each once, in an order that is the same every time. */
export const readStatement = (
  collection: Collection,
  reading: Reading,
  arrivals: Arrival[],
  matcher: Matcher,
): ReadStatement => {
  const parameters = new Parameters()
  const selection = new Selection()
  const ways = arrivals.map(arrival => ({
    arrival,
    sql: conditionFor(reading.relation, arrival.fields, arrival.keys, parameters, matcher),
  }))
  // Nothing leads here this time: the statement still runs, and tells a table that is gone or forbidden from an empty one.
  const any = ways.length === 0 ? 'false' : ways.map(({ sql }) => sql).join(' or ')
  const which = `(case ${ways.map(({ sql }, index) => `when ${sql} then ${index}`).join(' ')} end)::text`
  const arrival = ways.length < 2 ? null : selection.at(which)
  const named = keyColumns(reading)
  const columns = mappedColumns(collection, reading, named)
  const whole = wholeOf(columns)
  const key = (named.length > 0 ? named.map(textOf) : unnamed(whole)).map(sql => selection.text(sql))
  const fields = collection.fields.map(field => ({
    name: field.name,
    ...selection.value(elementsOnly(reading, field, ways, parameters, matcher)),
  }))
  const rows = `${from(reading)} where (${any})${without(reading, parameters)}`
  const order = `order by ${orderOf(reading, named, whole)}`
  // Rows are put in order before their texts are written: what has to be sorted is smaller. `offset 0` keeps it so.
  // Where equal rows are counted, the counting orders them anew: the order comes last.
  const [first, last] = named.length > 0 ? [`${order} offset 0`, ''] : ['', order]
  const sql = `select ${selection.sql} from (select ${columns.join(', ')} ${rows} ${first}) as t ${last}`
  return { sql, values: parameters.values, selected: selection.selected, arrival, key, fields }
}
