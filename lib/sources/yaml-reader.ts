import { Temporal } from 'temporal-polyfill'
import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml'
import type { Text } from './contract.ts'
import type { MapProblem, MapProblemCode, Place } from './map-problem.ts'
import { nearestKey } from './nearest-key.ts'

/** What a reading carries along: the file, where lines begin, what was wrong, and where each value came from. */
export type Reading = {
  file: string
  document: Document
  lines: LineCounter
  problems: MapProblem[]
  places: WeakMap<object, Place>
}

/** Reads one YAML node into a value, or notes what is wrong with it and gives undefined. */
export type Reader<T> = (node: Node | null | undefined, reading: Reading, depth: number) => T | undefined

type Value<R> = R extends Reader<infer T> ? T : never
type Readers = { [key: string]: Reader<unknown> }
type Read<Required extends Readers, Optional extends Readers> = { [K in keyof Required]: Value<Required[K]> } & {
  [K in keyof Optional]?: Value<Optional[K]> | undefined
}

// Anchors may refer to themselves; nothing in a data map is nested this deeply.
const deepest = 60

const placeOf = (node: Node | null | undefined, { file, lines }: Reading): Place => {
  const at = lines.linePos(node?.range?.[0] ?? 0)
  return { file, line: Math.max(1, at.line), column: Math.max(1, at.col) }
}

export const complain = (
  reading: Reading,
  node: Node | null | undefined,
  code: MapProblemCode,
  what: string,
  nearest: string | null = null,
): undefined => {
  reading.problems.push({ ...placeOf(node, reading), code, what, nearest })
}

const resolve = (node: Node | null | undefined, { document }: Reading): Node | null | undefined =>
  isAlias(node) ? (node.resolve(document) as Node | undefined) : node

const plain = (node: Node | null | undefined, reading: Reading): unknown => {
  const resolved = resolve(node, reading)
  return isScalar(resolved) ? resolved.value : undefined
}

/** A text that is one line or many; numbers are taken as they are written (`name: 2024`). */
export const text: Reader<string> = (node, reading) => {
  const resolved = resolve(node, reading)
  if (isScalar(resolved)) {
    if (typeof resolved.value === 'string') return resolved.value
    if (typeof resolved.value === 'number') return resolved.source ?? String(resolved.value)
  }
  return complain(reading, node, 'not-a-text', '')
}

export const yesOrNo: Reader<boolean> = (node, reading) => {
  const value = plain(node, reading)
  return typeof value === 'boolean' ? value : complain(reading, node, 'not-a-boolean', String(value ?? ''))
}

const wholeFrom =
  (least: number): Reader<number> =>
  (node, reading) => {
    const value = plain(node, reading)
    if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value
    return complain(reading, node, 'not-a-number', String(value ?? ''))
  }

export const positive = wholeFrom(1)
export const notNegative = wholeFrom(0)

export const oneOf =
  <const T extends string>(...allowed: T[]): Reader<T> =>
  (node, reading) => {
    const value = plain(node, reading)
    const found = allowed.find(one => one === value)
    if (found !== undefined) return found
    return complain(reading, node, 'not-one-of', allowed.join(', '), nearestKey(String(value ?? ''), allowed))
  }

/** Whatever it is, kept in the file and not read: the keys of others. */
export const anything: Reader<true> = () => true

/** One text of a mapping whose other keys are others' own (`namespace: {database_name: …, schema: …}`). */
export const textUnder =
  (key: string): Reader<string> =>
  (node, reading, depth) => {
    const resolved = resolve(node, reading)
    const found = isMap(resolved) ? (resolved.get(key, true) as Node | undefined) : undefined
    return found ? text(found, reading, depth) : undefined
  }

/** A key that may be there and empty (`description:`), as Fides' own files have them. */
export const orNothing =
  <T>(reader: Reader<T>): Reader<T> =>
  (node, reading, depth) => {
    const resolved = resolve(node, reading)
    if (resolved === null || resolved === undefined || (isScalar(resolved) && resolved.value === null)) return undefined
    return reader(node, reading, depth)
  }

export const list =
  <T>(of: Reader<T>): Reader<T[]> =>
  (node, reading, depth) => {
    const resolved = resolve(node, reading)
    if (depth > deepest) return complain(reading, node, 'too-deep', '')
    if (!isSeq(resolved)) return complain(reading, node, 'not-a-list', '')
    const items = resolved.items.map(item => of(item as Node, reading, depth + 1))
    return items.filter(item => item !== undefined)
  }

/** A mapping whose every key is known. Unknown keys are an error with the nearest known one: a misspelt rule must not be lost. */
export const mapping =
  <Required extends Readers, Optional extends Readers>(
    required: Required,
    optional: Optional,
  ): Reader<Read<Required, Optional>> =>
  (node, reading, depth) => {
    const resolved = resolve(node, reading)
    if (depth > deepest) return complain(reading, node, 'too-deep', '')
    if (!isMap(resolved)) return complain(reading, node, 'not-a-mapping', Object.keys(required).join(', '))
    const readers: Readers = { ...required, ...optional }
    const value: { [key: string]: unknown } = {}
    for (const pair of resolved.items) {
      const key = String(plain(pair.key as Node, reading) ?? '')
      const reader = Object.hasOwn(readers, key) ? readers[key] : undefined
      if (reader) value[key] = reader((pair.value ?? pair.key) as Node, reading, depth + 1)
      else complain(reading, pair.key as Node, 'unknown-key', key, nearestKey(key, Object.keys(readers)))
    }
    for (const key of Object.keys(required)) {
      if (!resolved.has(key)) complain(reading, node, 'missing-key', key)
    }
    reading.places.set(value, placeOf(node, reading))
    return Object.keys(required).every(key => value[key] !== undefined)
      ? (value as Read<Required, Optional>)
      : undefined
  }

/** One text, or one per language. */
export const sentence: Reader<Text> = (node, reading) => {
  const resolved = resolve(node, reading)
  if (!isMap(resolved)) return text(node, reading, 0)
  const languages: { [language: string]: string } = {}
  for (const pair of resolved.items) {
    const language = String(plain(pair.key as Node, reading))
    if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language))
      complain(reading, pair.key as Node, 'unknown-key', language, 'en')
    const said = text(pair.value as Node, reading, 0)
    if (said !== undefined) languages[language] = said
  }
  return languages
}

/** A civil date, `2027-06-30`. */
export const date: Reader<string> = (node, reading) => {
  const value = String(plain(node, reading) ?? '')
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return Temporal.PlainDate.from(value, { overflow: 'reject' }).toString()
  } catch {}
  return complain(reading, node, 'not-a-date', value)
}

/** An ISO 8601 period, `P2Y`. */
export const period: Reader<string> = (node, reading) => {
  const value = String(plain(node, reading) ?? '')
  try {
    Temporal.Duration.from(value)
    return value
  } catch {
    return complain(reading, node, 'not-a-period', value)
  }
}
