import { Temporal } from 'temporal-polyfill'
import type { Scope } from '#lib/db/begin.ts'
import { type Refused, refuse } from '#lib/kernel/result.ts'
import { lockById, type RequestRow } from '#lib/requests/store.ts'
import { hashLink } from './mail-owner.ts'
import { findLink, type QuestionRow, readQuestionById } from './store.ts'

type Opened = { ok: true; question: QuestionRow; request: RequestRow; standsIn: string | null }

/**
 * Step: what a link may still do. It is good for one question, until its time is over, while the search it belongs to runs; whoever
 * answers meanwhile, or a request that is withdrawn, ends it. The time that passed decides, not whether a cleaner came by.
 */
export async function openLink({ tx, now }: Scope, token: string): Promise<Opened | Refused> {
  const link = await findLink(tx, hashLink(token))
  const found = link && (await readQuestionById(tx, link.questionId))
  if (!link || !found) return refuse('owner-link-over')
  if (Temporal.Instant.compare(link.expiresAt, now) <= 0) return refuse('owner-link-over')
  const request = await lockById(tx, found.requestId)
  // Read again under the lock: of two who answer one is told so.
  const question = await readQuestionById(tx, link.questionId)
  if (request?.status !== 'collecting' || request.attempt !== found.attempt || question?.state !== 'waiting')
    return refuse('owner-link-over')
  return { ok: true, question, request, standsIn: link.standsIn }
}
