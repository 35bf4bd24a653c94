import type { Tx } from '#lib/db/begin.ts'
import { type Refused, refuse } from '#lib/kernel/result.ts'
import { countOpen, readOthersReview } from './store.ts'

/**
 * Step: whether an answer may leave, as far as it names other people; a refusal when not. Every place that gives somebody away has to be
 * answered, and each answer has its reason (Art. 15(4) GDPR).
 */
export async function mayName(tx: Tx, request: { id: string; attempt: number }): Promise<Refused | { ok: true }> {
  const review = await readOthersReview(tx, request.id)
  if (review?.attempt !== request.attempt) return refuse('others-unread')
  const open = (await countOpen(tx, request.id)) + review.more
  return open > 0 ? refuse('others-open', { count: open }) : { ok: true }
}
