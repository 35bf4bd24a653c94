import type { Temporal } from 'temporal-polyfill'
import { recordHash } from '#lib/requests/record-hash.ts'
import type { withholdings } from '#lib/requests/table.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'

/** One thing that is withheld: on what ground, why, by whom and since when. */
export type Held = { id: string; ground: string; reason: string | null; by: string; at: Temporal.Instant }

export type HeldHere = { whole: Held | null; places: Map<string, Held> }

const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex')
const place = (record: string, field: string) => `${record} ${field}`

/** The withholdings of one collection, to be looked up record by record. */
export function heldIn(rows: readonly (typeof withholdings.$inferSelect)[], reasons: Map<string, string>): HeldHere {
  const held = rows.map(row => {
    const { id, ground, by, at } = row
    return { row, held: { id, ground, by, at, reason: reasons.get(row.reason) ?? null } satisfies Held }
  })
  return {
    whole: held.find(({ row }) => row.recordHash.length === 0)?.held ?? null,
    places: new Map(held.map(({ row, held }) => [place(hex(row.recordHash), row.field), held])),
  }
}

/** What is withheld of one record: all of it, or some of its fields. */
export function markRecord(
  { places }: HeldHere,
  requestId: string,
  { dataset, collection }: { dataset: string; collection: string },
  record: FoundRecord,
): { held: Held | null; fields: Map<string, Held> } {
  if (places.size === 0) return { held: null, fields: new Map() }
  const hash = hex(recordHash(requestId, dataset, collection, record.key))
  const fields = Object.keys(record.values).flatMap(field => {
    const held = places.get(place(hash, field))
    return held ? [[field, held] as const] : []
  })
  return { held: places.get(place(hash, '')) ?? null, fields: new Map(fields) }
}
