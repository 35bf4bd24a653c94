import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { lockDispute, moveDispute } from './store.ts'

/** Somebody looks into it: the person sees that it is being investigated (DPA 2018 s.164A(4): without undue delay, and told of progress). */
export const investigateDispute = command({
  permission: 'dispute:work',
  input: z.object({ ref: z.string(), dispute: z.uuid() }),
  async run(scope, { ref, dispute: id }) {
    const request = await lockByRef(scope.tx, ref)
    const dispute = request && (await lockDispute(scope.tx, request.id, id))
    if (!dispute) return refuse('not-found')
    if (dispute.state === 'received') return refuse('wrong-status')
    if (dispute.state !== 'acknowledged') return refuse('already-done')
    const { kind } = dispute
    await moveDispute(scope, id, { state: 'investigating' })
    const event = { type: 'dispute-investigated' as const, dispute: id, kind }
    return { ok: true, value: undefined, events: [ofRequest(dispute.requestId, event)] }
  },
})
