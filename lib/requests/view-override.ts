import { eq } from 'drizzle-orm'
import { readStaff } from '#lib/identity/staff-store.ts'
import { view } from '#lib/kernel/view.ts'
import { readReasons } from './keep-reason.ts'
import { findProposed } from './override-store.ts'
import { requests } from './table.ts'

/** The date a request has, and the one somebody proposed instead. */
export const viewOverride = view({
  permission: 'request:set-date',
  async run({ tx, actor }, { ref }: { ref: string }) {
    const [request] = await tx.select().from(requests).where(eq(requests.ref, ref))
    if (!request) return undefined
    const found = await findProposed(tx, request.id)
    const staff = await readStaff(tx)
    const proposed = found && {
      ...{ id: found.id, rule: found.rule, was: found.was, on: found.newDate, at: found.proposedAt },
      by: staff.get(found.proposedBy)?.name ?? '',
      own: found.proposedBy === actor.id,
      reason: (await readReasons(tx, request.id)).get(found.reason) ?? '',
    }
    return { status: request.status, dueOn: request.dueOn, proposed: proposed ?? null }
  },
})
