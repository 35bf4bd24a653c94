import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { assuranceOf, mayAnswer } from './assurance-of.ts'
import { chooseFacts } from './choose-facts.ts'
import { openFacts, sealFacts } from './facts.ts'
import { factsFor, questionLevels } from './levels.ts'
import { deleteCheck, insertCheck, readCheck, readReview } from './store.ts'

/**
 * An officer has the person asked for facts that only they and we know. Once: three tries in all, and who has used them up is not asked
 * again. Questions about rows behind a former address wait until its mailbox had its 72 hours, because a question itself says that there
 * is something to ask about.
 */
export const askFacts = command({
  permission: 'identity:ask',
  input: z.object({ ref: z.string(), level: z.enum(questionLevels, { error: 'level.missing' }) }),
  async run(scope, { ref, level }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!['review', 'ready'].includes(request.status)) return refuse('wrong-status', { status: request.status })
    const assurance = assuranceOf(await readStream(scope.tx, `request:${request.id}`))
    const review = await readReview(scope.tx, request.id)
    if (review?.attempt !== request.attempt) return refuse('identity-unread')
    if (assurance.contested) return refuse('identity-contested')
    if (assurance.check && (mayAnswer(assurance) || assurance.check.state === 'failed'))
      return refuse('facts-asked-already')
    const { former, waitUntil } = assurance
    if (former && waitUntil && Temporal.Instant.compare(waitUntil, scope.now) > 0)
      return refuse('identity-waits', { until: waitUntil.toString() })
    const chosen = chooseFacts(openFacts('identity_review.facts', request.id, review.facts), factsFor[level])
    if (!chosen) return refuse('facts-too-few')
    const old = await readCheck(scope.tx, request.id)
    if (old) await deleteCheck(scope.tx, old.id)
    const id = newId()
    await insertCheck(scope.tx, {
      id,
      requestId: request.id,
      level,
      questions: sealFacts('identity_check.questions', id, chosen),
      askedAt: scope.now,
    })
    await queueMail(scope, {
      to: openIntake(request).address,
      letter: 'facts-asked',
      data: {},
      locale: request.locale,
      requestId: request.id,
    })
    const event = { type: 'identity-asked' as const, check: id, level, facts: chosen.length }
    return { ok: true, value: { check: id }, events: [ofRequest(request.id, event)] }
  },
})
