import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { Scope, Tx } from '#lib/db/begin.ts'
import { deadlines } from '#lib/requests/table.ts'
import type { DisputeKind, DisputeOutcome, DisputeState } from './dispute-words.ts'
import { disputes } from './table.ts'

export type DisputeRow = typeof disputes.$inferSelect

export const insertDispute = (tx: Tx, row: typeof disputes.$inferInsert) => tx.insert(disputes).values(row)

/** Whether one of this kind waits for its decision. */
export const hasOpen = async (tx: Tx, requestId: string, kind?: DisputeKind): Promise<boolean> =>
  (
    await tx
      .select({ id: disputes.id })
      .from(disputes)
      .where(
        and(
          eq(disputes.requestId, requestId),
          ne(disputes.state, 'decided'),
          ...(kind ? [eq(disputes.kind, kind)] : []),
        ),
      )
      .limit(1)
  ).length > 0

/** Locks one dispute of a locked request: whoever decides about it decides alone. */
export const lockDispute = async (tx: Tx, requestId: string, id: string): Promise<DisputeRow | undefined> =>
  (
    await tx
      .select()
      .from(disputes)
      .where(and(eq(disputes.requestId, requestId), eq(disputes.id, id)))
      .for('update')
  )[0]

export const moveDispute = (
  { tx, now }: Pick<Scope, 'tx' | 'now'>,
  id: string,
  change: { state: DisputeState } | { state: 'decided'; outcome: DisputeOutcome; decidedBy: string },
) =>
  tx
    .update(disputes)
    .set({ ...change, changedAt: now })
    .where(eq(disputes.id, id))

export const readDisputes = (tx: Tx, requestId: string): Promise<DisputeRow[]> =>
  tx
    .select()
    .from(disputes)
    .where(eq(disputes.requestId, requestId))
    .orderBy(asc(disputes.receivedAt), asc(disputes.id))

/** The dates of the disputes of a request, each with its derivation. */
export const readDates = (tx: Tx, requestId: string) =>
  tx
    .select()
    .from(deadlines)
    .where(
      and(
        eq(deadlines.requestId, requestId),
        inArray(deadlines.duty, ['complaint_acknowledgement', 'appeal_decision', 'grievance']),
      ),
    )
    .orderBy(asc(deadlines.dueOn), asc(deadlines.rule), asc(deadlines.matter))
