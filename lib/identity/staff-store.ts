import { asc } from 'drizzle-orm'
import type { StaffRole } from '#lib/access/actor.ts'
import type { Tx } from '#lib/db/begin.ts'
import { openText, sealText } from '#lib/vault/house-keys.ts'
import { staff } from './table.ts'

export type Colleague = { id: string; name: string; role: StaffRole; state: 'invited' | 'active' | 'removed' }

const context = (id: string) => `staff.name:${id}`

export const sealStaffName = (id: string, name: string): Uint8Array => sealText(context(id), name)
export const openStaffName = (id: string, sealed: Uint8Array): string => openText(context(id), sealed)

/** Step: everybody who works or worked here, by id, with the name colleagues know them by. A handful of rows. */
export async function readStaff(tx: Tx): Promise<Map<string, Colleague>> {
  const rows = await tx
    .select({ id: staff.id, name: staff.name, role: staff.role, state: staff.state })
    .from(staff)
    .orderBy(asc(staff.invitedAt), asc(staff.id))
  return new Map(rows.map(row => [row.id, { ...row, name: openStaffName(row.id, row.name) }]))
}
