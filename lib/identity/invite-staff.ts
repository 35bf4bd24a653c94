import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { addressField } from './address-field.ts'
import { issueInvitation } from './invitation-store.ts'
import { expectMember } from './member-store.ts'
import { nameField, roleField } from './staff-fields.ts'

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
    const path = `/staff/join/${await issueInvitation(scope, id)}` as const
    await queueMail(scope, { to: address, letter: 'staff-invitation', data: { link: path }, locale })
    return { ok: true, value: { id, path }, events: [ofHouse(`staff:${id}`, { type: 'staff-invited', role })] }
  },
})
