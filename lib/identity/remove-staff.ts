import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockMember, setMember, takeKeysOf } from './member-store.ts'

/** Removes a member of staff, or takes an invitation back: sessions, passkeys and invitations are gone at once. */
export const removeStaff = command({
  permission: 'staff:manage',
  input: z.object({ id: z.uuid() }),
  async run({ tx }, { id }) {
    const { member, isLastAdmin } = await lockMember(tx, id)
    if (!member) return refuse('not-found')
    if (member.state === 'removed') return refuse('already-done')
    if (isLastAdmin) return refuse('last-admin')
    await setMember(tx, id, { state: 'removed' })
    await takeKeysOf(tx, id)
    return { ok: true, value: undefined, events: [ofHouse(`staff:${id}`, { type: 'staff-removed' })] }
  },
})
