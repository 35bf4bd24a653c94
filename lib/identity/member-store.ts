import { and, asc, eq } from 'drizzle-orm'
import type { StaffRole } from '#lib/access/actor.ts'
import type { Scope, Tx } from '#lib/db/begin.ts'
import { newId } from '#lib/kernel/ids.ts'
import { sealText } from '#lib/vault/house-keys.ts'
import type { Address } from './address.ts'
import { hashAddress } from './issue-link.ts'
import { sealStaffName } from './staff-store.ts'
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

type Invited = { name: string; role: StaffRole; locale: string }

/** Step: the row of whoever is expected; undefined when somebody with this address works here already. */
export async function expectMember({ tx, now }: Scope, address: Address, { name, role, locale }: Invited) {
  const addressHash = hashAddress(address)
  const fresh = newId()
  const row = (id: string) => ({
    address: sealText(`staff.address:${id}`, address),
    name: sealStaffName(id, name),
    ...{ role, locale, state: 'invited' as const, invitedAt: now },
  })
  const [made] = await tx
    .insert(staff)
    .values({ id: fresh, addressHash, ...row(fresh) })
    .onConflictDoNothing({ target: staff.addressHash })
    .returning({ id: staff.id })
  if (made) return made.id
  const [known] = await tx.select().from(staff).where(eq(staff.addressHash, addressHash)).for('update')
  if (!known || known.state === 'active') return undefined
  await tx.update(staff).set(row(known.id)).where(eq(staff.id, known.id))
  return known.id
}

export const setMember = (tx: Tx, id: string, change: Partial<Pick<Member, 'role' | 'state'>>) =>
  tx.update(staff).set(change).where(eq(staff.id, id))

/** Locks one member alone: whoever joins changes nobody's rights but their own. */
export const lockMemberAlone = async (tx: Tx, id: string): Promise<Member | undefined> =>
  (await tx.select().from(staff).where(eq(staff.id, id)).for('update'))[0]
