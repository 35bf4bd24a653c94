import type { Tx } from '#lib/db/begin.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { answerRevoked, deriveOutcome } from './derive-outcome.ts'
import type { Outcome } from './status.ts'
import { type RequestRow, readByRef } from './store.ts'

/**
 * Step: how a request has ended so far, as its history tells it; where its copy was revoked, as the request tells that goes on for it.
 * Undefined where that is a judgement. `revoked`: a copy went to the wrong person and its own person has had no answer since.
 */
export async function findAnswer(
  tx: Tx,
  { id }: Pick<RequestRow, 'id'>,
): Promise<{ outcome: Outcome | undefined; revoked: boolean }> {
  const history = await readStream(tx, `request:${id}`)
  if (!answerRevoked(history)) return { outcome: deriveOutcome(history), revoked: false }
  const reopened = history.findLast(({ event }) => event.type === 'request-reopened')?.event
  const successor = reopened?.type === 'request-reopened' && (await readByRef(tx, reopened.successor))
  const answer = successor ? await findAnswer(tx, successor) : undefined
  return answer?.outcome ? answer : { outcome: undefined, revoked: true }
}
