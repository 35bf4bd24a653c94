import { Temporal } from 'temporal-polyfill'
import type { FoundRecord } from '#lib/sources/contract.ts'
import type { Collection } from '#lib/sources/data-map.ts'

/** When a row was entered, as far as the map names a field that says so. Sources write instants, local times and plain days. */
export function enteredAt(
  collection: Pick<Collection, 'entered' | 'facts'>,
  record: Pick<FoundRecord, 'values'>,
): Temporal.Instant | null {
  const field = collection.entered ?? collection.facts.retention?.anchor
  return field ? readMoment(record.values[field]) : null
}

/** An instant, a local time taken as UTC, or the first moment of a day in UTC; null for anything else, `infinity` included. */
export function readMoment(value: unknown): Temporal.Instant | null {
  if (typeof value !== 'string') return null
  const text = value.trim().replace(' ', 'T')
  for (const read of [readInstant, readLocal]) {
    try {
      return read(text)
    } catch {
      // The next form may fit.
    }
  }
  return null
}

const readInstant = (text: string) => Temporal.Instant.from(text)
const readLocal = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('UTC').toInstant()
