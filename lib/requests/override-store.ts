import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'
import { dateOverrides } from './table.ts'

export type DateOverride = typeof dateOverrides.$inferSelect

export const insertOverride = (tx: Tx, row: typeof dateOverrides.$inferInsert) => tx.insert(dateOverrides).values(row)

/** The proposal that waits for a second person. */
export const findProposed = async (tx: Tx, requestId: string): Promise<DateOverride | undefined> =>
  (
    await tx
      .select()
      .from(dateOverrides)
      .where(and(eq(dateOverrides.requestId, requestId), eq(dateOverrides.state, 'proposed')))
  )[0]

/** The database refuses one who confirms what they proposed themselves (date_override_four_eyes). */
export const confirmOverride = (tx: Tx, id: string, by: string) =>
  tx.update(dateOverrides).set({ state: 'confirmed', confirmedBy: by }).where(eq(dateOverrides.id, id))

export const dropOverride = (tx: Tx, id: string) =>
  tx.update(dateOverrides).set({ state: 'dropped' }).where(eq(dateOverrides.id, id))

export const readOverrides = (tx: Tx, requestId: string): Promise<DateOverride[]> =>
  tx.select().from(dateOverrides).where(eq(dateOverrides.requestId, requestId)).orderBy(desc(dateOverrides.proposedAt))
