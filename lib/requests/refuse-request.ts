import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { discardPackage } from '#lib/packages/discard-package.ts'
import { findRemedy } from './find-remedy.ts'
import { isLate, latenessField, latenessOf } from './is-late.ts'
import { keepReason, reasonField } from './keep-reason.ts'
import { mayBecome, refusalGrounds } from './status.ts'
import { lockByRef, moveTo } from './store.ts'
import { writeLetter } from './write-letter.ts'

/**
 * Refuses a request in full. The letter gives the reason, the complaint body and the court (Art. 12(4) GDPR): the organisation's
 * authority is part of the letter's type, so that none can leave without a remedy.
 */
export const refuseRequest = command({
  permission: 'request:refuse',
  input: z.object({
    ref: z.string(),
    ground: z.enum(refusalGrounds, { error: 'ground.missing' }),
    reason: reasonField,
    lateness: latenessField,
  }),
  async run(scope, { ref, ground, reason, lateness: typed }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!mayBecome(request.status, 'refused')) return refuse('wrong-status', { status: request.status })
    const lateness = latenessOf(isLate(request, scope.now), typed)
    if (!lateness.ok) return lateness
    const remedy = await findRemedy(scope.tx, request)
    const commitment = await keepReason(scope.tx, request.id, reason)
    const dropped = await discardPackage(scope, request.id)
    const refused = await moveTo(scope, request, 'refused')
    const letter = await writeLetter(scope, refused, {
      kind: 'request-refused',
      data: { ground, reason, lateness: lateness.value, remedy },
    })
    return {
      ok: true,
      value: undefined,
      events: [ofRequest(request.id, { type: 'request-refused', ground, reason: commitment }), ...dropped, letter],
    }
  },
})
