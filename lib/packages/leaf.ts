import type { CollectionFacts, Json, Text } from '#lib/sources/contract.ts'
import type { Ground, PackagedRecord, PackagedValue, PartlyRedacted, Redacted } from './content.ts'
import { grounds } from './grounds.ts'

/** One value that has no parts: its place in dossier.json as a JSON Pointer (RFC 6901), the names that lead to it, and the value. */
export type Leaf = {
  pointer: string
  names: string[]
  value: Json | Redacted | PartlyRedacted
  redacted: Ground | null
}

/** The ground when the value is the marker of a withheld value, else null. */
export const groundOf = (value: PackagedValue): Ground | null => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  const keys = Object.keys(value)
  const ground = keys.length === 1 && 'redacted' in value ? value.redacted : undefined
  return grounds.find(known => known === ground) ?? null
}

/** The text and the marks when the value is a text of which parts are withheld, else null. */
export const partlyOf = (value: PackagedValue): PartlyRedacted | null => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  if (Object.keys(value).join() !== 'text,redactedParts') return null
  const { text, redactedParts: parts } = value as PartlyRedacted
  const counted = Array.isArray(parts) && parts.length > 0 && parts.every(one => isPart(one))
  return typeof text === 'string' && counted ? (value as PartlyRedacted) : null
}

const isPart = (part: unknown): boolean =>
  typeof part === 'object' &&
  part !== null &&
  'ground' in part &&
  'count' in part &&
  Number.isInteger(part.count) &&
  grounds.some(known => known === part.ground)

/** The marks of parts in a value, however deep, by ground. */
function* partsIn(value: PackagedValue): Generator<{ ground: Ground; count: number }> {
  const partly = partlyOf(value)
  if (partly) yield* partly.redactedParts
  else if (value !== null && typeof value === 'object')
    for (const part of Object.values(value)) yield* partsIn(part as Json)
}

/** How many values of a record are withheld whole, and how many parts of others. Adds them to the counts by ground. */
export const countRedactions = (
  record: PackagedRecord,
  counts: Map<Ground, number> = new Map(),
): { values: number; parts: number } => {
  const found = { values: 0, parts: 0 }
  const add = (ground: Ground, count: number) => counts.set(ground, (counts.get(ground) ?? 0) + count)
  for (const value of Object.values(record.values)) {
    const ground = groundOf(value)
    if (ground) {
      add(ground, 1)
      found.values += 1
      continue
    }
    for (const part of partsIn(value)) {
      add(part.ground, part.count)
      found.parts += part.count
    }
  }
  return found
}

/** The counts as every form lists them: by name of the ground. */
export const listRedactions = (counts: Map<Ground, number>): { ground: Ground; count: number }[] =>
  [...counts].map(([ground, count]) => ({ ground, count })).sort((a, b) => (a.ground < b.ground ? -1 : 1))

/** One step of a JSON Pointer, escaped as RFC 6901 section 3 says. */
export const step = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** Field names of a record in the order of the map, then those the map does not name, by code unit. Every writer uses this order. */
export const fieldOrder = (facts: CollectionFacts, record: PackagedRecord): string[] => {
  const known = facts.fields.map(field => field.name).filter(name => Object.hasOwn(record.values, name))
  if (known.length === Object.keys(record.values).length) return known
  const seen = new Set(known)
  const others = Object.keys(record.values).filter(name => !seen.has(name))
  return [...known, ...others.sort((a, b) => (a < b ? -1 : 1))]
}

/** Walks one field into its leaves. An empty list or object is a leaf itself, so that nothing disappears. */
export function* leavesOf(value: PackagedValue, pointer: string, names: string[]): Generator<Leaf> {
  const redacted = groundOf(value)
  const opens = redacted === null && partlyOf(value) === null && value !== null && typeof value === 'object'
  const parts = opens ? Object.entries(value) : []
  if (parts.length === 0) {
    yield { pointer, names, value, redacted }
    return
  }
  for (const [name, part] of parts) {
    yield* leavesOf(part as Json, `${pointer}/${step(name)}`, [
      ...names,
      Array.isArray(value) ? `${Number(name) + 1}` : name,
    ])
  }
}

/** A sentence of the data map in one language: that language, else English, else the first there is. */
export const inLanguage = (text: Text, locale: string): string => {
  if (typeof text === 'string') return text
  const language = locale.split('-')[0] ?? locale
  for (const wanted of [locale, language, 'en']) if (Object.hasOwn(text, wanted)) return text[wanted]!
  return Object.values(text)[0] ?? ''
}
