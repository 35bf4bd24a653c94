import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { reopenReview } from '#lib/packages/reopen-review.ts'
import { keepReason, reasonField } from '#lib/requests/keep-reason.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { beginAdmission } from './begin-admission.ts'
import { leadPast } from './begin-following.ts'
import { findOpenCandidates, readCandidate, readCandidateReview, setCandidateState } from './store.ts'

/**
 * An officer says of one candidate that it is the person's, or is not, and why; or of every one that is left that it is not. Never of
 * several at once that they are: each row that enters a copy was looked at by itself (Art. 15(4), Art. 5(1)(f) GDPR). What was said can be
 * said otherwise until the copy leaves. A package already built is discarded: it would say something else.
 */
export const decideCandidates = command({
  permission: 'finding:withhold',
  input: z
    .object({
      ref: z.string(),
      candidate: z.union([z.uuid(), z.literal('rest')], { error: 'candidate.missing' }),
      decision: z.enum(['theirs', 'not-theirs'], { error: 'candidate.undecided' }),
      reason: reasonField,
    })
    .refine(({ candidate, decision }) => candidate !== 'rest' || decision === 'not-theirs', {
      path: ['decision'],
      error: 'candidate.one-by-one',
    }),
  async run(scope, { ref, candidate, decision, reason }) {
    const { tx } = scope
    const request = await lockByRef(tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('withhold', request.status)) return refuse('wrong-status', { status: request.status })
    if (!(await readCandidateReview(tx, request.id))?.reviewedAt) return refuse('candidates-unread')
    const one = candidate === 'rest' ? undefined : await readCandidate(tx, request.id, candidate)
    if (candidate !== 'rest' && !one) return refuse('not-found')
    const rows = (one ? [one] : await findOpenCandidates(tx, request.id)).filter(({ state }) => state !== decision)
    if (rows.length === 0) return refuse('already-done')
    for (const row of rows) await setCandidateState(tx, row, decision)
    const commitment = await keepReason(tx, request.id, reason)
    if (rows.some(({ state }) => state === 'theirs' || decision === 'theirs')) await beginAdmission(tx, request)
    else await leadPast(tx, request, rows)
    const event = {
      ...{ type: 'candidates-decided' as const, decision, reason: commitment, candidates: rows.length },
      records: rows.reduce((sum, { positions }) => sum + positions.length, 0),
      collections: [...new Set(rows.map(({ dataset, collection }) => `${dataset}.${collection}`))],
    }
    return {
      ok: true,
      value: { candidates: rows.length },
      events: [ofRequest(request.id, event), ...(await reopenReview(scope, request))],
    }
  },
})
