import type { Json } from '../contract.ts'
import type { Collection, Field } from '../data-map.ts'
import type { Arrival } from '../walk.ts'
import type { Row, Wanted } from './format.ts'

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
  paths
    .reduce<string[][]>((all, path) => all.flatMap(one => textsAt(row, path).map(text => [...one, text])), [[]])
    .map(keyOf)

/** Whether a row may answer: compared regardless of case, so that one pass serves every way of comparing. */
export const mayAnswer = (row: Row, wanted: Wanted): boolean =>
  wanted.some(({ paths, keys }) => keysOf(row, paths).some(key => keys.has(key.toLowerCase())))

const folds = (fields: Field[]) => fields.length === 1 && fields[0]!.match === 'ignore-case'

/** Tells by which of the arrivals a row was reached; -1 when by none. */
export const arrivalFinder = (arrivals: Arrival[]): ((row: Row) => number) => {
  const ways = arrivals.map(({ fields, keys }) => {
    const fold = folds(fields) ? (text: string) => text.toLowerCase() : (text: string) => text
    return { paths: fields.map(one => one.path), fold, keys: new Set(keys.map(key => fold(keyOf(key)))) }
  })
  return row => ways.findIndex(({ paths, fold, keys }) => keysOf(row, paths).some(key => keys.has(fold(key))))
}

export const wantedBy = (arrivals: Arrival[]): Wanted =>
  arrivals.map(({ fields, keys }) => ({
    paths: fields.map(one => one.path),
    keys: new Set(keys.map(key => keyOf(key).toLowerCase())),
  }))

/** Every row: no field is asked for, and the key of none is the same everywhere. */
export const everyRow: Wanted = [{ paths: [], keys: new Set([keyOf([])]) }]

/** What of a row belongs into a record: the fields of the map, exactly; of an array that it was found by, the person's elements. */
export const valuesFor = (collection: Collection, row: Row, { fields, keys }: Arrival): { [field: string]: Json } => {
  const own = new Set(keys.map(key => keyOf(key).toLowerCase()))
  const entries = collection.fields.map(field => {
    const value = Object.hasOwn(row.values, field.name) ? row.values[field.name]! : null
    const partly = Array.isArray(value) && !field.returnAllElements && fields.length === 1 && fields[0] === field
    return [field.name, partly ? value.filter(one => own.has(String(one).toLowerCase())) : value] as const
  })
  const surplus = Object.entries(row.values).filter(([name]) => name.startsWith(surplusName))
  return Object.fromEntries([...entries, ...surplus])
}

/** Cells beyond the last column have no name of their own, and are not lost. */
export const surplusName = '(column '
