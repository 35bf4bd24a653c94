import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { disputeKinds } from './dispute-words.ts'
import { readStanding } from './read-standing.ts'
import { receiveDispute } from './receive-dispute.ts'

/**
 * The person complains (DPA 2018 s.164A: acknowledged within 30 days) or appeals against a refusal (Va. Code 59.1-577(C) and her
 * kin: decided within 45 or 60 days).
 */
export const raiseDispute = command({
  permission: 'dispute:raise',
  input: z.object({
    ref: z.string(),
    kind: z.enum(disputeKinds),
    text: z.string({ error: 'dispute.missing' }).trim().min(10, 'dispute.missing').max(4000, 'message.too-long'),
  }),
  async run(scope, { ref, kind, text }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    const standing = await readStanding(scope.tx, request)
    const received = await receiveDispute(scope, request, standing, { kind, text, at: scope.now })
    if (!received.ok) return received
    return { ok: true, value: undefined, events: [ofRequest(request.id, received.event)] }
  },
})
