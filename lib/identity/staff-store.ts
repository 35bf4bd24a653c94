import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'
import { challenges, passkeys, sessions, staff } from './table.ts'

export type Member = typeof staff.$inferSelect

/**
 * Locks one member of staff, and with them every admin there is: of two admins who remove each other at once, the second waits, looks
 * again, and finds that there is only one left. Always in the order of ids, so that nobody waits in a ring.
 */
export async function lockMember(tx: Tx, id: string): Promise<{ member: Member | undefined; isLastAdmin: boolean }> {
  const admins = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.role, 'admin'), eq(staff.state, 'active')))
    .orderBy(asc(staff.id))
    .for('update')
  const [member] = await tx.select().from(staff).where(eq(staff.id, id)).for('update')
  return { member, isLastAdmin: admins.length === 1 && admins[0]?.id === id }
}

/** Whoever changes or loses their rights is out everywhere at once and proves themselves anew. */
export async function endSessionsOf(tx: Tx, id: string): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.kind, 'staff'), eq(sessions.subjectId, id)))
}

/** Nothing that could let this member in again is left. */
export async function takeKeysOf(tx: Tx, id: string): Promise<void> {
  await endSessionsOf(tx, id)
  await tx.delete(passkeys).where(eq(passkeys.staffId, id))
  await tx.delete(challenges).where(eq(challenges.staffId, id))
}
