import { and, eq, gt } from 'drizzle-orm'
import { view } from '#lib/kernel/view.ts'
import { openText } from '#lib/vault/house-keys.ts'
import { challengeHash } from './challenge-store.ts'
import { challenges, staff } from './table.ts'

/**
 * Whom an invitation was sent to, for whoever holds its link; reading it uses nothing up, because mail scanners read links too.
 * "Not found" when it was accepted, replaced, taken back or is too old.
 */
export const viewInvitation = view({
  permission: 'staff:sign-in',
  // A visitor may read neither invitations nor staff: holding the token is the right.
  asSystem: true,
  async run({ tx, now }, token: string) {
    const [found] = await tx
      .select({ id: staff.id, role: staff.role, name: staff.name, address: staff.address })
      .from(challenges)
      .innerJoin(staff, eq(staff.id, challenges.staffId))
      .where(
        and(
          eq(challenges.tokenHash, challengeHash(token)),
          eq(challenges.kind, 'invitation'),
          gt(challenges.expiresAt, now),
          eq(staff.state, 'invited'),
        ),
      )
    if (!found) return undefined
    const { id, role } = found
    return {
      ...{ id, role },
      name: openText(`staff.name:${id}`, found.name),
      address: openText(`staff.address:${id}`, found.address),
    }
  },
})
