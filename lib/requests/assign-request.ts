import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { isOfficer } from '#lib/identity/store.ts'
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
