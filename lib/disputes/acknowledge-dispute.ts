import { z } from 'zod'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { lockDispute } from './store.ts'
import { writeAcknowledgement } from './write-acknowledgement.ts'

/** Tells the person that their complaint arrived and what happens next: within 30 days (DPA 2018 s.164A). */
export const acknowledgeDispute = command({
  permission: 'dispute:work',
  input: z.object({ ref: z.string(), dispute: z.uuid() }),
  async run(scope, { ref, dispute: id }) {
    const request = await lockByRef(scope.tx, ref)
    const dispute = request && (await lockDispute(scope.tx, request.id, id))
    if (!request || !dispute) return refuse('not-found')
    if (dispute.state !== 'received') return refuse('already-done')
    return { ok: true, value: undefined, events: await writeAcknowledgement(scope, request, dispute) }
  },
})
