import type { Tx } from '#lib/db/begin.ts'
import { type Refused, refuse } from '#lib/kernel/result.ts'
import { readCandidateReview } from './store.ts'

/**
 * Step: whether a copy may be made of what was found; a refusal while it is followed by what people share, or while a row that an officer
 * said is theirs is put beside it. What nobody decided stays out, and the copy says how much that is.
 */
export async function mayPack(tx: Tx, request: { id: string; attempt: number }): Promise<Refused | { ok: true }> {
  const review = await readCandidateReview(tx, request.id)
  if (review?.attempt !== request.attempt || review.reviewedAt === null) return refuse('candidates-unread')
  return review.admission === null ? { ok: true } : refuse('candidates-unsettled')
}
