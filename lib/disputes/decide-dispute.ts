import { z } from 'zod'
import type { Scope } from '#lib/db/begin.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { invalid, refuse } from '#lib/kernel/result.ts'
import type { Route } from '#lib/letters/remedies.ts'
import { findRemedy } from '#lib/requests/find-remedy.ts'
import { keepReason, reasonField } from '#lib/requests/keep-reason.ts'
import { openSuccessor } from '#lib/requests/open-successor.ts'
import { fulfil, lockByRef, moveTo, type RequestRow, reopenAnswer } from '#lib/requests/store.ts'
import { writeLetter } from '#lib/requests/write-letter.ts'
import { type DisputeKind, type DisputeOutcome, disputeOutcomes, type disputeWords } from './dispute-words.ts'
import { lockDispute, moveDispute } from './store.ts'

/** The way that a decision has been: nobody is told to complain to us about what we decided on their complaint. */
const goneWith = { complaint: 'controller', appeal: 'appeal' } as const satisfies Record<DisputeKind, Route>

/**
 * Decides a complaint after it was looked into, or an appeal: with a reason, and with where the person can turn next. An appeal is
 * decided by somebody other than whoever refused, in whole or in part, which the database refuses too; granted, the request is taken
 * up again where it stood, with the dates it had; one that was answered in part, or is closed, goes on as a request of its own.
 */
export const decideDispute = command({
  permission: 'dispute:work',
  input: z.object({
    ref: z.string(),
    dispute: z.uuid(),
    outcome: z.enum([...disputeOutcomes.complaint, ...disputeOutcomes.appeal], { error: 'outcome.missing' }),
    reason: reasonField,
  }),
  async run(scope, { ref, dispute: id, outcome, reason }) {
    const request = await lockByRef(scope.tx, ref)
    const dispute = request && (await lockDispute(scope.tx, request.id, id))
    if (!request || !dispute) return refuse('not-found')
    const { kind, state } = dispute
    if (state === 'decided') return refuse('already-done')
    if (kind === 'complaint' && state === 'received') return refuse('wrong-status')
    const possible: readonly DisputeOutcome[] = disputeOutcomes[kind]
    if (!possible.includes(outcome)) return invalid({ outcome: ['outcome.missing'] })
    if (kind === 'appeal' && dispute.firstDecider === scope.actor.id) return refuse('second-person-needed')
    if (outcome === 'granted' && !['refused', 'released', 'closed'].includes(request.status))
      return refuse('wrong-status')
    const commitment = await keepReason(scope.tx, request.id, reason)
    await moveDispute(scope, id, { state: 'decided', outcome, decidedBy: scope.actor.id })
    await fulfil(scope, id, ['complaint_acknowledgement', 'appeal_decision', 'grievance'])
    const again = outcome === 'granted' ? await takeUpAgain(scope, request, reason) : []
    const remedy = { ...(await findRemedy(scope.tx, request)), gone: goneWith[kind] }
    const letter = await writeLetter(scope, request, {
      kind: 'dispute-decided',
      data: { kind, outcome: outcome.replaceAll('-', '_') as (typeof disputeWords)[number], reason, remedy },
    })
    const event = { type: 'dispute-decided' as const, dispute: id, kind, outcome, reason: commitment }
    return { ok: true, value: undefined, events: [ofRequest(request.id, event), letter, ...again] }
  },
})

/**
 * What was found before the refusal is still there; a request refused before its search is searched now. Of a closed one nothing is
 * there any more, and the copy that was released stays what it is: both go on as another, unless an officer has reopened it meanwhile.
 */
async function takeUpAgain(scope: Scope, request: RequestRow, reason: string): Promise<readonly Told[]> {
  const { personId } = request
  if (request.status !== 'refused') {
    const history = await readStream(scope.tx, `request:${request.id}`)
    if (!personId || history.some(({ event }) => event.type === 'request-reopened')) return []
    return (await openSuccessor(scope, { ...request, personId }, { extent: 'same', reason })).told
  }
  await reopenAnswer(scope.tx, request.id)
  await moveTo(scope, request, request.attempt > 0 ? 'review' : 'proved')
  if (request.attempt === 0) await enqueue(scope.tx, 'begin-collection', { requestId: request.id })
  return []
}
