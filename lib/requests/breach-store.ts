import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'
import { packages } from '#lib/packages/table.ts'
import { breaches } from './table.ts'

export type BreachRow = typeof breaches.$inferSelect

export const insertBreach = (tx: Tx, row: BreachRow) => tx.insert(breaches).values(row)

export const lockBreach = async (tx: Tx, id: string): Promise<BreachRow | undefined> =>
  (await tx.select().from(breaches).where(eq(breaches.id, id)).for('update'))[0]

type Change = Partial<Pick<BreachRow, 'authority' | 'authorityAt' | 'persons' | 'personsAt' | 'closedAt'>>

export const changeBreach = (tx: Tx, id: string, change: Change) =>
  tx.update(breaches).set(change).where(eq(breaches.id, id))

/** Puts a released copy out of everybody's reach; gives its id, or undefined when none was released. */
export const revokeReleased = async (tx: Tx, requestId: string): Promise<string | undefined> =>
  (
    await tx
      .update(packages)
      .set({ state: 'revoked' })
      .where(and(eq(packages.requestId, requestId), eq(packages.state, 'released')))
      .returning({ id: packages.id })
  )[0]?.id

const shown = {
  id: breaches.id,
  requestId: breaches.requestId,
  awareAt: breaches.awareAt,
  dueAt: breaches.dueAt,
  authority: breaches.authority,
  authorityAt: breaches.authorityAt,
  persons: breaches.persons,
  personsAt: breaches.personsAt,
  closedAt: breaches.closedAt,
}

/** Without what happened, which is sealed: for whoever may know that it did. The most urgent open ones first. */
export const listOpenBreaches = (tx: Tx) =>
  tx
    .select(shown)
    .from(breaches)
    .where(isNull(breaches.closedAt))
    .orderBy(asc(breaches.dueAt), asc(breaches.id))
    .limit(200)

export const listClosedBreaches = (tx: Tx) =>
  tx.select(shown).from(breaches).where(isNotNull(breaches.closedAt)).orderBy(desc(breaches.closedAt)).limit(100)
