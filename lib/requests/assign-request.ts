import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { staff } from '#lib/identity/table.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { isOpen } from './status.ts'
import { amend, lockByRef } from './store.ts'

/** Gives a request to an officer, or to nobody. */
export const assignRequest = command({
  permission: 'request:assign',
  input: z.object({ ref: z.string(), to: z.union([z.uuid(), z.literal('').transform(() => null)]) }),
  async run(scope, { ref, to }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpen(request.status)) return refuse('wrong-status', { status: request.status })
    if (request.assignedTo === to) return refuse('already-done')
    if (to && !(await isOfficer(scope.tx, to))) return refuse('not-found')
    await amend(scope, request, { assignedTo: to })
    return { ok: true, value: undefined, events: [ofRequest(request.id, { type: 'request-assigned', to })] }
  },
})

const isOfficer = async (tx: Parameters<typeof lockByRef>[0], id: string): Promise<boolean> => {
  const found = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.id, id), eq(staff.state, 'active'), inArray(staff.role, ['officer', 'admin'])))
  return found.length > 0
}
