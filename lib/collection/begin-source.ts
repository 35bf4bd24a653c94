import type { Scope } from '#lib/db/begin.ts'
import type { Told } from '#lib/history/events.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { askOwner } from '#lib/owners/ask-owner.ts'
import { manualKind } from '#lib/owners/owner-words.ts'
import type { RequestRow } from '#lib/requests/store.ts'
import type { SourceKey } from './store.ts'

/** Step: has one source of an attempt answer: a job reads it, or the colleague who answers for it is written to. */
export async function beginSource(
  scope: Scope,
  request: Pick<RequestRow, 'id' | 'attempt'>,
  { key, kind }: SourceKey,
): Promise<Told[]> {
  if (kind === manualKind) return [await askOwner(scope, request, key)]
  await enqueue(scope.tx, 'collect', { requestId: request.id, attempt: request.attempt, source: key })
  return []
}
