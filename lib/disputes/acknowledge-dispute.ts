import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { fulfil, lockByRef } from '#lib/requests/store.ts'
import { writeLetter } from '#lib/requests/write-letter.ts'
import { lockDispute, moveDispute } from './store.ts'

/** Tells the person that their complaint arrived and what happens next: within 30 days (DPA 2018 s.164A). */
export const acknowledgeDispute = command({
  permission: 'dispute:work',
  input: z.object({ ref: z.string(), dispute: z.uuid() }),
  async run(scope, { ref, dispute: id }) {
    const request = await lockByRef(scope.tx, ref)
    const dispute = request && (await lockDispute(scope.tx, request.id, id))
    if (!request || !dispute) return refuse('not-found')
    if (dispute.state !== 'received') return refuse('already-done')
    const { kind } = dispute
    await moveDispute(scope, id, { state: 'acknowledged' })
    await fulfil(scope, id, ['complaint_acknowledgement'])
    const letter = await writeLetter(scope, request, { kind: 'dispute-acknowledged', data: { kind } })
    const event = { type: 'dispute-acknowledged' as const, dispute: id, kind }
    return { ok: true, value: undefined, events: [ofRequest(request.id, event), letter] }
  },
})
