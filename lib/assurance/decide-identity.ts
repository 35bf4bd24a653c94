import { z } from 'zod'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { keepReason, reasonField } from '#lib/requests/keep-reason.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { identityMeans } from '#lib/requests/status.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { giveProof } from './give-proof.ts'

/**
 * An officer decides how sure we are, and says how they came to know, with a reason: when the person showed what was asked for, after
 * three failed tries, where there were not enough facts, or when a mailbox said "this was not me" and the matter was cleared up. It ends
 * a hold; it does not shorten the 72 hours. What was shown is not kept (EDPB Guidelines 01/2022, 78).
 */
export const decideIdentity = command({
  permission: 'identity:decide',
  input: z.object({
    ref: z.string(),
    how: z.enum(identityMeans, { error: 'how.missing' }),
    sure: z.enum(['L1', 'L2', 'L3'], { error: 'level.missing' }),
    reason: reasonField,
  }),
  async run(scope, { ref, how, sure: level, reason }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('identity', request.status)) return refuse('wrong-status', { status: request.status })
    const commitment = await keepReason(scope.tx, request.id, reason)
    const given = await giveProof(scope, request, { how, level, reason: commitment })
    return { ok: true, value: undefined, events: [given] }
  },
})
