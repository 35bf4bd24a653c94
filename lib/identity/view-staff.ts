import { asc, eq, ne, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { StaffRole } from '#lib/access/actor.ts'
import { view } from '#lib/kernel/view.ts'
import { openText } from '#lib/vault/house-keys.ts'
import type { Member } from './member-store.ts'
import { openStaffName } from './staff-store.ts'
import { staff } from './table.ts'

export type StaffMember = {
  id: string
  name: string
  address: string
  role: StaffRole
  state: 'invited' | 'active' | 'removed'
  invitedAt: Temporal.Instant
}

const open = ({ id, role, state, invitedAt, ...sealed }: Member): StaffMember => ({
  ...{ id, role, state, invitedAt },
  name: openStaffName(id, sealed.name),
  address: openText(`staff.address:${id}`, sealed.address),
})

/** Everybody who works here or is invited, admins first. */
export const viewStaff = view({
  permission: 'staff:manage',
  run: async ({ tx }, _query: undefined): Promise<StaffMember[]> =>
    (
      await tx
        .select()
        .from(staff)
        .where(ne(staff.state, 'removed'))
        .orderBy(
          sql`array_position(array['admin', 'officer', 'auditor'], ${staff.role})`,
          asc(staff.invitedAt),
          staff.id,
        )
    ).map(open),
})

/** One of them. Who was removed is not found. */
export const viewMember = view({
  permission: 'staff:manage',
  async run({ tx }, id: string): Promise<StaffMember | undefined> {
    if (!/^[0-9a-f-]{36}$/.test(id)) return undefined
    const [member] = await tx.select().from(staff).where(eq(staff.id, id))
    return member && member.state !== 'removed' ? open(member) : undefined
  },
})
