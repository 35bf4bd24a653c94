import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { findCandidates } from './find-candidates.ts'
import { readCandidateReview } from './store.ts'

/** What the job does that is born when a search ends. */
export async function followFindings(requestId: string): Promise<void> {
  const review = await begin(worker, ({ tx }) => readCandidateReview(tx, requestId))
  if (review) await findCandidates({ requestId, attempt: review.attempt, run: review.run })
}
