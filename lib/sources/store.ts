import { and, desc, eq, lt } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'
import { sourceChecks, sources, sourceTrials } from './table.ts'

/** Every connected source, in a fixed order. */
export const readSources = (tx: Tx) => tx.select().from(sources).orderBy(sources.key)

/** A source under its key; one that is known keeps the day it was added. */
export async function upsertSource(tx: Tx, row: typeof sources.$inferInsert): Promise<void> {
  const { key: _key, addedAt: _addedAt, ...change } = row
  await tx.insert(sources).values(row).onConflictDoUpdate({ target: sources.key, set: change })
}

export type CheckRow = typeof sourceChecks.$inferSelect

export const insertCheck = (tx: Tx, row: CheckRow) => tx.insert(sourceChecks).values(row)

/** The last checks of a source, newest first. */
export const readChecks = (tx: Tx, source: string, most: number): Promise<CheckRow[]> =>
  tx.select().from(sourceChecks).where(eq(sourceChecks.source, source)).orderBy(desc(sourceChecks.at)).limit(most)

/** When each source was last compared with its map. */
export const readLastChecks = (tx: Tx) =>
  tx
    .selectDistinctOn([sourceChecks.source], { source: sourceChecks.source, at: sourceChecks.at })
    .from(sourceChecks)
    .orderBy(sourceChecks.source, desc(sourceChecks.at))

/** Only the newest are compared: older ones than these go. */
export async function deleteOldChecks(tx: Tx, source: string, keep: number): Promise<void> {
  const [oldest] = (await readChecks(tx, source, keep)).slice(-1)
  if (oldest) await tx.delete(sourceChecks).where(and(eq(sourceChecks.source, source), lt(sourceChecks.at, oldest.at)))
}

export const insertTrial = (tx: Tx, row: typeof sourceTrials.$inferInsert) => tx.insert(sourceTrials).values(row)
export const readTrials = (tx: Tx, most: number) =>
  tx.select().from(sourceTrials).orderBy(desc(sourceTrials.at)).limit(most)
