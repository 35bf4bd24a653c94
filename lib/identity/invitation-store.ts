import { and, eq, gt } from 'drizzle-orm'
import type { Scope } from '#lib/db/begin.ts'
import { newToken } from '#lib/kernel/ids.ts'
import { challengeHash } from './challenge-store.ts'
import { challenges, staff } from './table.ts'

/** How long an invitation can be accepted; the mail says so. */
export const invitationDays = 7

type Reading = Pick<Scope, 'tx' | 'now'>

/** Step: a new invitation for one member; older ones die. The token is kept as a keyed hash alone. */
export async function issueInvitation({ tx, now }: Reading, staffId: string): Promise<string> {
  const token = newToken()
  await tx.delete(challenges).where(and(eq(challenges.staffId, staffId), eq(challenges.kind, 'invitation')))
  const expiresAt = now.add({ hours: 24 * invitationDays })
  const row = { tokenHash: challengeHash(token), kind: 'invitation' as const, staffId, challenge: '', expiresAt }
  await tx.insert(challenges).values(row)
  return token
}

const alive = (token: string, now: Scope['now']) =>
  and(eq(challenges.tokenHash, challengeHash(token)), eq(challenges.kind, 'invitation'), gt(challenges.expiresAt, now))

/** Step: whom this invitation was sent to, while it can be accepted. Uses nothing up. */
export const readInvitation = async ({ tx, now }: Reading, token: string) =>
  (
    await tx
      .select({ id: staff.id, role: staff.role, name: staff.name, address: staff.address })
      .from(challenges)
      .innerJoin(staff, eq(staff.id, challenges.staffId))
      .where(and(alive(token, now), eq(staff.state, 'invited')))
  )[0]

/** Step: whoever deletes the row has accepted the invitation: of two browsers at once, one. */
export const takeInvitation = async ({ tx, now }: Reading, token: string, staffId: string): Promise<boolean> =>
  (
    await tx
      .delete(challenges)
      .where(and(alive(token, now), eq(challenges.staffId, staffId)))
      .returning({ staffId: challenges.staffId })
  ).length === 1
