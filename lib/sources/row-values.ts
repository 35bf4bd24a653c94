import { comparedAt } from './compare-values.ts'
import type { Json } from './contract.ts'
import type { Collection, Field } from './data-map.ts'
import type { Wanted } from './files/format.ts'
import { bareNumber } from './telephone.ts'
import type { Arrival } from './walk.ts'

/** What is known of a row: its values by field, nested as they came. */
export type Row = { values: { [field: string]: Json } }

const texts = (value: Json | undefined): string[] => {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.flatMap(texts)
  return typeof value === 'object' ? [] : [String(value)]
}

const within = (value: Json | undefined, [name, ...rest]: string[]): Json[] => {
  if (name === undefined) return value === undefined ? [] : [value]
  if (Array.isArray(value)) return value.flatMap(one => within(one, [name, ...rest]))
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return []
  return within(value[name], rest)
}

/** Everything a row says under a field, as texts; of arrays each element, of nested fields each on the way. */
export const textsAt = ({ values }: Row, path: string): string[] =>
  Object.hasOwn(values, path) ? texts(values[path]) : within(values, path.split('.')).flatMap(texts)

/** Several fields make one key only where each has a value. */
export const keyOf = (parts: string[]): string => (parts.length === 1 ? parts[0]! : JSON.stringify(parts))

const keysOf = (row: Row, paths: string[]): string[] =>
  keysAt(
    row,
    paths.map(path => ({ path })),
  ).map(keyOf)

/** Whether a row may answer: compared regardless of case, so that one pass serves every way of comparing. */
export const mayAnswer = (row: Row, wanted: Wanted): boolean =>
  wanted.some(({ paths, keys, telephones }) =>
    keysOf(row, paths).some(key => keys.has(key.toLowerCase()) || (telephones && keys.has(bareNumber(key)))),
  )

/** Tells by which of the arrivals a row was reached, and by which of its keys; null when by none. */
export const wayFinder = (arrivals: Arrival[]): ((row: Row) => { arrival: number; key: number } | null) => {
  const ways = arrivals.map(({ fields, keys }) => {
    const { formsOf, read } = comparedAt(fields)
    const places = new Map<string, number>()
    for (const [place, key] of keys.entries())
      for (const form of formsOf(keyOf(key))) if (!places.has(form)) places.set(form, place)
    return { paths: fields.map(one => one.path), read, places }
  })
  return row => {
    for (const [arrival, { paths, read, places }] of ways.entries()) {
      const found = keysOf(row, paths).flatMap(key => places.get(read(key)) ?? [])
      if (found.length > 0) return { arrival, key: Math.min(...found) }
    }
    return null
  }
}

/** Every combination of what a row says under several fields: the keys that lead on from it. */
export const keysAt = (row: Row, fields: { path: string }[]): string[][] =>
  fields.reduce<string[][]>(
    (ways, { path }) => ways.flatMap(one => textsAt(row, path).map(text => [...one, text])),
    [[]],
  )

/** What a pass has to look for, so that whatever answers these keys of some fields is among what it finds. */
export const wantedAt = (fields: Field[], keys: string[][]): Wanted[number] => {
  const { formsOf, telephones } = comparedAt(fields)
  const forms = keys.flatMap(key => formsOf(keyOf(key)))
  return {
    paths: fields.map(one => one.path),
    keys: new Set(forms.map(form => form.toLowerCase())),
    telephones,
  }
}

export const wantedBy = (arrivals: Arrival[]): Wanted => arrivals.map(({ fields, keys }) => wantedAt(fields, keys))

/** Every row: no field is asked for, and the key of none is the same everywhere. */
export const everyRow: Wanted = [{ paths: [], keys: new Set([keyOf([])]) }]

/** What of a row belongs into a record: the fields of the map, exactly; of an array that it was found by, the person's elements. */
export const valuesFor = (collection: Collection, row: Row, { fields, keys }: Arrival): { [field: string]: Json } => {
  const entries = collection.fields.map(field => {
    const value = Object.hasOwn(row.values, field.name) ? row.values[field.name]! : null
    const partly = Array.isArray(value) && !field.returnAllElements && fields.length === 1 && fields[0] === field
    if (!partly) return [field.name, value] as const
    // Not for every row: there may be hundreds of thousands of keys.
    const { formsOf, read } = comparedAt(fields)
    const own = new Set(keys.flatMap(key => formsOf(keyOf(key))))
    return [field.name, value.filter(one => own.has(read(String(one))))] as const
  })
  const surplus = Object.entries(row.values).filter(([name]) => name.startsWith(surplusName))
  return Object.fromEntries([...entries, ...surplus])
}

/** Cells beyond the last column have no name of their own, and are not lost. */
export const surplusName = '(column '

/**
 * How a name that came with the rows is told to others: one that is an address is somebody's and no column, of a file without a header or of
 * values used as keys. The names that no map knows stand in every copy.
 */
export const toldName = (name: string): string => (name.includes('@') ? '(address)' : name)
