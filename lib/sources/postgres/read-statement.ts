import { columnOf } from '../catalogue.ts'
import type { Collection, Field } from '../data-map.ts'
import { columnFor } from '../sql/mapped-column.ts'
import type { Reading } from '../sql/relation.ts'
import type { Arrival } from '../walk.ts'
import { conditionFor, matchingElements, Parameters } from './condition.ts'
import type { Matcher } from './match.ts'
import { from, type Statement, without } from './statement.ts'
import { type Rendering, renderingOf } from './values.ts'

/**
 * Each row is one line: the record as JSON where the server can write it without loss, else a list of texts (the number of the
 * arrival, the key, the values), which `renderings` read.
 */
export type ReadStatement = Statement & {
  keyLength: number
  renderings: { name: string; decode: Rendering['decode'] }[]
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

/** Functions take a hundred arguments; pieces are joined flat, because a chain of thousands is more than the server's parser bears. */
const joined = (pieces: string[]): string =>
  pieces.length <= 90
    ? `concat(${pieces.join(', ')})`
    : joined(Array.from({ length: Math.ceil(pieces.length / 90) }, (_, n) => joined(pieces.slice(n * 90, n * 90 + 90))))

/** The record as the server writes it, in the order of `FoundRecord`; null when a column cannot be written by it at all. */
const lineOf = (key: string[], columns: (Rendering & { name: string })[], ways: Way[], parameters: Parameters) => {
  const written = columns.map(({ name, json }) => json && { ...json, name })
  if (ways.length === 0 || written.includes(null)) return null
  const bound = (text: string) => `${parameters.add(text)}::text`
  const tails = ways.map(({ arrival: { path, third } }) =>
    bound(`],"path":${JSON.stringify(path)},"thirdParty":"${third}","values":{`),
  )
  const cases = ways.map(({ sql }, index) => `when ${sql} then ${tails[index]}`)
  const tail = tails.length === 1 ? tails[0]! : `case ${cases.join(' ')} end`
  const keys = key.flatMap((sql, index) => [`'${index === 0 ? '{"key":[' : ','}'`, `to_json(${sql})::text`])
  const values = written.flatMap((column, index) => [
    bound(`${index === 0 ? '' : ','}${JSON.stringify(column!.name)}:`),
    column!.sql,
  ])
  const doubts = written.flatMap(column => (column!.unless ? [`(${column!.unless})`] : []))
  return { sql: joined([...keys, tail, ...values, `'}}'`]), unless: doubts.length > 0 ? doubts.join(' or ') : 'false' }
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
  const texts = [`'0'`, ...key, ...columns.map(column => column.sql)]
  const sql = `select to_json(array[${texts.join(', ')}]::text[])::text ${from(reading)} where true${without(reading, parameters)}`
  return { sql, values: parameters.values, keyLength: key.length, renderings: columns }
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
    ...elementsOnly(reading, field, ways, parameters, matcher),
  }))
  const texts = [ways.length < 2 ? `'0'` : which, ...key, ...columns.map(column => column.sql)]
  const list = `to_json(array[${texts.join(', ')}]::text[])::text`
  const line = lineOf(key, columns, ways, parameters)
  const sql =
    `select ${line ? `case when ${line.unless} then ${list} else ${line.sql} end` : list} ${from(reading)} ` +
    `where (${any})${without(reading, parameters)} order by ${orderOf(reading, named)}`
  return { sql, values: parameters.values, keyLength: key.length, renderings: columns }
}
