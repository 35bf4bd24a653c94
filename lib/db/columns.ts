import { customType, pgSchema } from 'drizzle-orm/pg-core'
import { Temporal } from 'temporal-polyfill'

/** Every table of the portal lives in one schema, apart from whatever else the database holds. */
export const dossier = pgSchema('dossier')

/** `timestamptz`, as `Temporal.Instant` in milliseconds: what JSON, the history and the tree can carry without loss. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  toDriver: value => value.toString(),
  fromDriver: value => readInstant(value),
})

/** `date`, as `Temporal.PlainDate`: a civil date in the organisation's zone. */
export const plainDate = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => 'date',
  toDriver: value => value.toString(),
  fromDriver: value => Temporal.PlainDate.from(value),
})

/** `bytea`: sealed text, keyed hashes, tree hashes. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: value => Buffer.from(value),
  fromDriver: value => new Uint8Array(value),
})

/** Reads PostgreSQL's text form of an instant (session time zone UTC). */
export const readInstant = (text: string | Date): Temporal.Instant =>
  Temporal.Instant.from(text instanceof Date ? text.toISOString() : text)
