import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { keepReason, reasonField } from '#lib/requests/keep-reason.ts'
import { isOpen } from '#lib/requests/status.ts'
import { lockByRef } from '#lib/requests/store.ts'

/**
 * An officer decides how sure we are, with a reason: after three failed tries, where there were not enough facts, or when a mailbox said
 * "this was not me" and the matter was cleared up. It ends a hold; it does not shorten the 72 hours.
 */
export const decideIdentity = command({
  permission: 'identity:decide',
  input: z.object({
    ref: z.string(),
    sure: z.enum(['L1', 'L2', 'L3'], { error: 'level.missing' }),
    reason: reasonField,
  }),
  async run(scope, { ref, sure: level, reason }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpen(request.status) || request.status === 'received')
      return refuse('wrong-status', { status: request.status })
    const commitment = await keepReason(scope.tx, request.id, reason)
    const event = { type: 'identity-decided' as const, level, reason: commitment }
    return { ok: true, value: undefined, events: [ofRequest(request.id, event)] }
  },
})
