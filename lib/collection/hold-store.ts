import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import { requests } from '#lib/requests/table.ts'
import { holds } from './table.ts'

export type HoldRow = typeof holds.$inferInsert

/** How many there were. */
export const deleteHolds = async (tx: Tx, requestId: string): Promise<number> =>
  (await tx.delete(holds).where(eq(holds.requestId, requestId)).returning({ source: holds.source })).length

export async function insertHolds(tx: Tx, rows: readonly HoldRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000)
    await tx
      .insert(holds)
      .values(rows.slice(from, from + 1000))
      .onConflictDoNothing()
}

/** Requests closed since before `closedBefore` that still hold rows, a bounded number of them. */
export const findLiftable = async (tx: Tx, closedBefore: Temporal.Instant): Promise<{ id: string }[]> =>
  tx
    .selectDistinct({ id: holds.requestId })
    .from(holds)
    .innerJoin(requests, eq(requests.id, holds.requestId))
    .where(and(eq(requests.status, 'closed'), lte(requests.changedAt, closedBefore)))
    .limit(200)

/** Rows and requests on hold by collection. */
export const countHolds = (tx: Tx, source: string) =>
  tx
    .select({
      dataset: holds.dataset,
      collection: holds.collection,
      rows: sql<number>`count(distinct ${holds.recordHash})::int`,
      requests: sql<number>`count(distinct ${holds.requestId})::int`,
    })
    .from(holds)
    .where(eq(holds.source, source))
    .groupBy(holds.dataset, holds.collection)
    .orderBy(holds.dataset, holds.collection)

/** Which of these are on hold, as hex. */
export const findHeld = async (tx: Tx, source: string, hashes: readonly Uint8Array[]): Promise<Set<string>> => {
  if (hashes.length === 0) return new Set()
  const rows = await tx
    .selectDistinct({ hash: holds.recordHash })
    .from(holds)
    .where(and(eq(holds.source, source), inArray(holds.recordHash, [...hashes])))
  return new Set(rows.map(({ hash }) => hexOf(hash)))
}
