import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { endSessionsOf, lockMember, setMember } from './member-store.ts'
import { roleField } from './staff-fields.ts'

/** Gives a member of staff another role. Their sessions end: what they may do from now on they do after a fresh proof. */
export const changeRole = command({
  permission: 'staff:manage',
  input: z.object({ id: z.uuid(), role: roleField }),
  async run({ tx }, { id, role }) {
    const { member, isLastAdmin } = await lockMember(tx, id)
    if (!member || member.state === 'removed') return refuse('not-found')
    if (member.role === role) return refuse('already-done')
    if (isLastAdmin) return refuse('last-admin')
    await setMember(tx, id, { role })
    await endSessionsOf(tx, id)
    return {
      ok: true,
      value: undefined,
      events: [ofHouse(`staff:${id}`, { type: 'staff-role-changed', from: member.role, to: role })],
    }
  },
})
