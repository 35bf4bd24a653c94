import type { Tx } from '#lib/db/begin.ts'
import { sources } from './table.ts'

/** Every connected source, in a fixed order. */
export const readSources = (tx: Tx) => tx.select().from(sources).orderBy(sources.key)

/** A source under its key; one that is known keeps the day it was added. */
export async function upsertSource(tx: Tx, row: typeof sources.$inferInsert): Promise<void> {
  const { key: _key, addedAt: _addedAt, ...change } = row
  await tx.insert(sources).values(row).onConflictDoUpdate({ target: sources.key, set: change })
}
