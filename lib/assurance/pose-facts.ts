import { Temporal } from 'temporal-polyfill'
import type { Scope } from '#lib/db/begin.ts'
import { newId } from '#lib/kernel/ids.ts'
import { type Refused, refuse } from '#lib/kernel/result.ts'
import { openIntake } from '#lib/requests/intake.ts'
import type { RequestRow } from '#lib/requests/store.ts'
import type { Assurance } from './assurance-of.ts'
import { chooseFacts } from './choose-facts.ts'
import { openFacts, sealFacts } from './facts.ts'
import { factsFor, type QuestionLevel } from './levels.ts'
import { deleteCheck, insertCheck, readCheck, readReview } from './store.ts'

/** What was asked for: a level, and where questions were posed, which and how many. */
export type Asked = { ok: true; level: QuestionLevel; check?: string; facts?: number } | Refused

/**
 * Step: chooses the questions. Three tries in all, and who has used them up is not asked again. Questions about rows behind a former
 * address wait until its mailbox had its 72 hours, because a question itself says that there is something to ask about.
 */
export async function poseFacts(
  { tx, now }: Scope,
  request: RequestRow,
  { contested, check, former, waitUntil }: Assurance,
  level: QuestionLevel,
): Promise<Asked> {
  const review = await readReview(tx, request.id)
  if (review?.attempt !== request.attempt) return refuse('identity-unread')
  if (contested) return refuse('identity-contested')
  if (openIntake(request).post) return refuse('facts-by-post')
  if (check?.state === 'failed') return refuse('facts-asked-already')
  if (former && waitUntil && Temporal.Instant.compare(waitUntil, now) > 0)
    return refuse('identity-waits', { until: waitUntil.toString() })
  const chosen = chooseFacts(openFacts('identity_review.facts', request.id, review.facts), factsFor[level])
  if (!chosen) return refuse('facts-too-few')
  const old = await readCheck(tx, request.id)
  if (old) await deleteCheck(tx, old.id)
  const id = newId()
  const questions = sealFacts('identity_check.questions', id, chosen)
  await insertCheck(tx, { id, requestId: request.id, level, questions, askedAt: now })
  return { ok: true, level, check: id, facts: chosen.length }
}
