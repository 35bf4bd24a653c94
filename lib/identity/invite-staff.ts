import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { staffRoles } from '#lib/access/actor.ts'
import type { Scope } from '#lib/db/begin.ts'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { newId, newToken } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { sealText } from '#lib/vault/house-keys.ts'
import type { Address } from './address.ts'
import { addressField } from './address-field.ts'
import { challengeHash } from './challenge-store.ts'
import { hashAddress } from './issue-link.ts'
import { challenges, staff } from './table.ts'

/** How long an invitation can be accepted; the mail says so. */
export const invitationDays = 7

export const nameField = z.string({ error: 'name.missing' }).trim().min(1, 'name.missing').max(200, 'name.too-long')
export const roleField = z.enum(staffRoles, { error: 'role.missing' })

/**
 * Invites somebody to the staff, or invites again who has not come yet or was removed: older invitations die. Gives the path of the
 * link, which works once; it is also mailed. Who works here already is `already-done`.
 */
export const inviteStaff = command({
  permission: 'staff:manage',
  input: z.object({ address: addressField, name: nameField, role: roleField, locale: z.string() }),
  async run(scope, { address, name, role, locale }) {
    const id = await expectMember(scope, address, { name, role, locale })
    if (!id) return refuse('already-done')
    const token = newToken()
    await scope.tx.delete(challenges).where(and(eq(challenges.staffId, id), eq(challenges.kind, 'invitation')))
    await scope.tx.insert(challenges).values({
      tokenHash: challengeHash(token),
      kind: 'invitation',
      staffId: id,
      challenge: '',
      expiresAt: scope.now.add({ hours: 24 * invitationDays }),
    })
    const path = `/staff/join/${token}` as const
    await queueMail(scope, { to: address, letter: 'staff-invitation', data: { link: path }, locale })
    return { ok: true, value: { id, path }, events: [ofHouse(`staff:${id}`, { type: 'staff-invited', role })] }
  },
})

type Invited = { name: string; role: z.output<typeof roleField>; locale: string }

/** The row of whoever is expected; undefined when somebody with this address works here already. */
async function expectMember({ tx, now }: Scope, address: Address, { name, role, locale }: Invited) {
  const addressHash = hashAddress(address)
  const fresh = newId()
  const row = (id: string) => ({
    address: sealText(`staff.address:${id}`, address),
    name: sealText(`staff.name:${id}`, name),
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
