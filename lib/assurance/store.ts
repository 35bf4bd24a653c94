import { eq, inArray, notInArray } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'
import { isOpen, statuses } from '#lib/requests/status.ts'
import { requests } from '#lib/requests/table.ts'
import { alerts, formerAddresses, identityChecks, identityReviews } from './table.ts'

export const readReview = async (tx: Tx, requestId: string) =>
  (await tx.select().from(identityReviews).where(eq(identityReviews.requestId, requestId)))[0]

export async function saveReview(tx: Tx, row: typeof identityReviews.$inferInsert): Promise<void> {
  const { requestId: _, ...set } = row
  await tx.insert(identityReviews).values(row).onConflictDoUpdate({ target: identityReviews.requestId, set })
}

/** Sources were read once more in the same attempt: what was found has to be looked at again. What could be asked stays until then. */
export const forgetReview = (tx: Tx, requestId: string) =>
  tx.update(identityReviews).set({ attempt: 0 }).where(eq(identityReviews.requestId, requestId))

export const readCheck = async (tx: Tx, requestId: string) =>
  (await tx.select().from(identityChecks).where(eq(identityChecks.requestId, requestId)))[0]

export const insertCheck = (tx: Tx, row: typeof identityChecks.$inferInsert) => tx.insert(identityChecks).values(row)

export const deleteCheck = (tx: Tx, id: string) => tx.delete(identityChecks).where(eq(identityChecks.id, id))

/** False when this mailbox was told of this request before. */
export const insertAlert = async (tx: Tx, row: typeof alerts.$inferInsert): Promise<boolean> =>
  (await tx.insert(alerts).values(row).onConflictDoNothing().returning({ id: alerts.id })).length > 0

export const countAlerts = async (tx: Tx, requestId: string): Promise<number> =>
  (await tx.select({ id: alerts.id }).from(alerts).where(eq(alerts.requestId, requestId))).length

export const findAlert = async (tx: Tx, tokenHash: Uint8Array) =>
  (await tx.select().from(alerts).where(eq(alerts.tokenHash, tokenHash)))[0]

export const readFormerAddresses = (tx: Tx, requestId: string) =>
  tx.select().from(formerAddresses).where(eq(formerAddresses.requestId, requestId))

/** False when it was named before. */
export const insertFormerAddress = async (tx: Tx, row: typeof formerAddresses.$inferInsert): Promise<boolean> =>
  (await tx.insert(formerAddresses).values(row).onConflictDoNothing().returning({ id: formerAddresses.id })).length > 0

/** What could be asked of people whose request is over: used for the proof of identity only, and gone as soon as it can be. */
export async function deleteSpentFacts(tx: Tx): Promise<void> {
  const open = tx
    .select({ id: requests.id })
    .from(requests)
    .where(
      inArray(
        requests.status,
        statuses.filter(status => isOpen(status)),
      ),
    )
  await tx.delete(identityReviews).where(notInArray(identityReviews.requestId, open))
  await tx.delete(identityChecks).where(notInArray(identityChecks.requestId, open))
}
