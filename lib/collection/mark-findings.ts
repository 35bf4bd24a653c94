import type { Temporal } from 'temporal-polyfill'
import { hexOf } from '#lib/kernel/hex.ts'
import type { MentionKind } from '#lib/others/find-mentions.ts'
import type { MentionRow } from '#lib/others/store.ts'
import { readSpan, type Span } from '#lib/packages/span.ts'
import { recordHash } from '#lib/requests/record-hash.ts'
import type { withholdings } from '#lib/requests/table.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'

/** One thing that is withheld: on what ground, why, by whom and since when. */
export type Held = { id: string; ground: string; reason: string | null; by: string; at: Temporal.Instant }

export type HeldHere = { whole: Held | null; places: Map<string, Held> }

/** A part of a value that names somebody, or that an officer holds back: where it is, who stands in its place, and what was decided. */
export type Part = Omit<Span, 'digest'> & {
  id: string
  kind: MentionKind | null
  state: 'open' | 'accepted' | 'rejected'
}

type WithholdingRow = typeof withholdings.$inferSelect

const place = (record: string, field: string) => `${record} ${field}`

/** The withholdings of one collection, to be looked up record by record. */
export function heldIn(rows: readonly WithholdingRow[], reasons: Map<string, string>): HeldHere {
  const held = rows.flatMap(row => {
    if (row.span !== '') return []
    const { id, ground, by, at } = row
    return [{ row, held: { id, ground, by, at, reason: reasons.get(row.reason) ?? null } satisfies Held }]
  })
  return {
    whole: held.find(({ row }) => row.recordHash.length === 0)?.held ?? null,
    places: new Map(held.map(({ row, held }) => [place(hexOf(row.recordHash), row.field), held])),
  }
}

/** The parts of one record by field: what names somebody else, and what an officer chose to hold back beside that. */
export function partsOf(
  hash: string,
  rows: readonly WithholdingRow[],
  mentions: readonly MentionRow[],
): Map<string, Part[]> {
  const named = mentions.filter(one => hexOf(one.recordHash) === hash)
  const known = new Set(named.map(({ id }) => id))
  const chosen = rows
    .filter(row => row.span !== '' && !known.has(row.id) && hexOf(row.recordHash) === hash)
    .map(({ id, field, span }) => ({ ...readSpan(span), id, field, kind: null, state: 'accepted' as const }))
  const parts = new Map<string, Part[]>()
  for (const { field, id, kind, state, leaf, starts, ends, person } of [...named, ...chosen])
    parts.set(field, [...(parts.get(field) ?? []), { id, kind, state, leaf, starts, ends, person }])
  return parts
}

/** What is withheld of one record: all of it, or some of its fields. */
export function markRecord(
  { places }: HeldHere,
  requestId: string,
  { dataset, collection }: { dataset: string; collection: string },
  record: FoundRecord,
): { held: Held | null; fields: Map<string, Held> } {
  if (places.size === 0) return { held: null, fields: new Map() }
  const hash = hexOf(recordHash(requestId, dataset, collection, record.key))
  const fields = Object.keys(record.values).flatMap(field => {
    const held = places.get(place(hash, field))
    return held ? [[field, held] as const] : []
  })
  return { held: places.get(place(hash, '')) ?? null, fields: new Map(fields) }
}
