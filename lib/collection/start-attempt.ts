import type { Scope } from '#lib/db/begin.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { newId } from '#lib/kernel/ids.ts'
import { moveTo, type RequestRow } from '#lib/requests/store.ts'
import { insertSearches, readSourceKeys } from './store.ts'

/** Step: a new attempt to search every source for one request. One job for each source, born in this transaction. */
export async function startAttempt(scope: Scope, request: RequestRow, again: boolean): Promise<Told> {
  const attempt = request.attempt + 1
  const keys = await readSourceKeys(scope.tx)
  if (keys.length === 0)
    throw new Error('There is no source to search: an admin connects the first one before requests are accepted.')
  await moveTo(scope, request, 'collecting', { attempt })
  await insertSearches(
    scope.tx,
    keys.map(key => ({
      requestId: request.id,
      attempt,
      source: key,
      state: 'waiting' as const,
      run: newId(),
      collectionsTotal: 0,
      collectionsDone: 0,
      records: 0,
      unclassified: [],
      decoys: { tried: 0, crossed: [] },
      startedAt: scope.now,
    })),
  )
  for (const key of keys) await enqueue(scope.tx, 'collect', { requestId: request.id, attempt, source: key })
  return ofRequest(request.id, { type: 'collection-started', attempt, sources: keys, again })
}
