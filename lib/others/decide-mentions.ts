import { z } from 'zod'
import type { Scope } from '#lib/db/begin.ts'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import { refuse } from '#lib/kernel/result.ts'
import { reopenReview } from '#lib/packages/reopen-review.ts'
import { writeSpan } from '#lib/packages/span.ts'
import { keepReason, reasonField } from '#lib/requests/keep-reason.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { mentionKinds } from './find-mentions.ts'
import { decide, findMeant, insertSpans, type MentionRow } from './store.ts'

/** Art. 15(4) GDPR: the right to a copy shall not adversely affect the rights and freedoms of others. */
const ground = 'rights-of-others' as const

/**
 * Answers proposals: holds the places back, a letter standing for each person, or leaves them in the copy; those chosen, or all of a kind,
 * for one reason. A package already built is discarded: it would say what is now held back.
 */
export const decideMentions = command({
  permission: 'finding:withhold',
  input: z.object({
    ref: z.string(),
    decision: z.enum(['accepted', 'rejected'], { error: 'mention.undecided' }),
    which: z.enum(['chosen', 'all', ...mentionKinds], { error: 'mention.missing' }),
    mention: z.array(z.uuid()).max(500).default([]),
    /** How many an officer was told of who answers for all of them. */
    open: z.number().int().optional(),
    reason: reasonField,
  }),
  async run(scope, { ref, decision, which, mention, open, reason }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('withhold', request.status)) return refuse('wrong-status', { status: request.status })
    if (which === 'chosen' && mention.length === 0)
      return { ok: false, why: 'invalid', fields: { mention: ['mention.missing'] } }
    const meant = await findMeant(scope.tx, request.id, which, mention)
    // What was found since the page was read, nobody who read it has answered.
    if (which !== 'chosen' && open !== undefined && meant.length > 0 && meant.length !== open)
      return refuse('changed-meanwhile')
    // One that was left in may be held back after all; what is held back is put back beside its record.
    const rows = meant.filter(({ state }) => state === 'open' || (decision === 'accepted' && state === 'rejected'))
    if (rows.length === 0) return refuse('already-done')
    const commitment = await keepReason(scope.tx, request.id, reason)
    await decide(
      scope.tx,
      rows.map(({ id }) => id),
      decision,
    )
    if (decision === 'accepted') await insertSpans(scope.tx, rows.map(spanOf(scope, commitment)))
    const event = {
      type: 'mentions-decided' as const,
      decision,
      places: rows.length,
      persons: new Set(rows.map(({ person }) => person)).size,
      withholdings: decision === 'accepted' ? rows.map(({ id }) => id) : [],
      reason: commitment,
    }
    return {
      ok: true,
      value: { places: rows.length },
      events: [ofRequest(request.id, event), ...(await reopenReview(scope, request))],
    }
  },
})

const spanOf = (scope: Scope, reason: string) => (row: MentionRow) => ({
  id: row.id,
  ...{ requestId: row.requestId, dataset: row.dataset, collection: row.collection },
  ...{ recordHash: row.recordHash, field: row.field, ground, reason, at: scope.now },
  span: writeSpan({
    ...{ leaf: row.leaf, starts: row.starts, ends: row.ends, person: row.person },
    digest: hexOf(row.digest),
  }),
  by: scope.actor.id,
})
