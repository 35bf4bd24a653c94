import type { Scope } from '#lib/db/begin.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { newId } from '#lib/kernel/ids.ts'
import { moveTo, type RequestRow } from '#lib/requests/store.ts'
import { beginSource } from './begin-source.ts'
import { insertSearches, readSourceKinds } from './store.ts'

/** Step: a new attempt to search every source for one request. One job or one question for each source, born in this transaction. */
export async function startAttempt(scope: Scope, request: RequestRow, again: boolean): Promise<[Told, ...Told[]]> {
  const attempt = request.attempt + 1
  const all = await readSourceKinds(scope.tx)
  const keys = all.map(({ key }) => key)
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
  const asked: Told[] = []
  for (const source of all) asked.push(...(await beginSource(scope, { id: request.id, attempt }, source)))
  return [ofRequest(request.id, { type: 'collection-started', attempt, sources: keys, again }), ...asked]
}
