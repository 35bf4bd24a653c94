import { eq } from 'drizzle-orm'
import { view } from '#lib/kernel/view.ts'
import { openStaffName } from './staff-store.ts'
import { staff } from './table.ts'

/** The name and role of the member of staff who asks, for the corner of the page that says who is signed in. */
export const viewSelf = view({
  permission: 'staff:read-self',
  // An auditor's role sees no name of anybody; this reads the one row of whoever asks.
  asSystem: true,
  async run({ tx, actor }, _query: undefined) {
    const [row] = await tx
      .select({ id: staff.id, name: staff.name, role: staff.role })
      .from(staff)
      .where(eq(staff.id, actor.id))
    return row && { id: row.id, name: openStaffName(row.id, row.name), role: row.role }
  },
})
