import { and, eq } from 'drizzle-orm'
import type { Scope, Tx } from '#lib/db/begin.ts'
import { mayBecome, type Status } from './status.ts'
import { requests } from './table.ts'

export type RequestRow = typeof requests.$inferSelect

/** Locks the row: whoever decides about a request decides alone. A stranger's reference finds nothing (row-level security). */
export const lockByRef = async (tx: Tx, ref: string): Promise<RequestRow | undefined> =>
  (await tx.select().from(requests).where(eq(requests.ref, ref)).for('update'))[0]

/** As lockByRef, for jobs, which know ids alone. */
export const lockById = async (tx: Tx, id: string): Promise<RequestRow | undefined> =>
  (await tx.select().from(requests).where(eq(requests.id, id)).for('update'))[0]

type Change = Partial<Omit<RequestRow, 'id' | 'ref' | 'status'>>

/**
 * Moves a locked request along its life and writes what the new state carries.
 * @throws when the table of statuses knows no such step: the caller has asked `mayBecome` before.
 */
export async function moveTo(
  { tx, now }: Scope,
  request: RequestRow,
  to: Status,
  change: Change = {},
): Promise<RequestRow> {
  if (!mayBecome(request.status, to)) throw new Error(`A request that is ${request.status} cannot become ${to}.`)
  const set = { ...change, status: to, changedAt: now }
  await tx
    .update(requests)
    .set(set)
    .where(and(eq(requests.id, request.id), eq(requests.status, request.status)))
  return { ...request, ...set }
}

/** Writes to a locked request without moving it. */
export async function amend({ tx, now }: Scope, request: RequestRow, change: Change): Promise<RequestRow> {
  await tx
    .update(requests)
    .set({ ...change, changedAt: now })
    .where(eq(requests.id, request.id))
  return { ...request, ...change, changedAt: now }
}
