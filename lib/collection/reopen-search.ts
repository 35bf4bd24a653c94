import type { Scope } from '#lib/db/begin.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { newId } from '#lib/kernel/ids.ts'
import { discardPackage } from '#lib/packages/discard-package.ts'
import { moveTo, type RequestRow } from '#lib/requests/store.ts'
import { awaitAgain } from './store.ts'

/** Step: some sources of the same attempt are waited for once more; a package that was built without them goes. Who asks them, the caller knows. */
export async function reopenSearch(
  scope: Scope,
  request: RequestRow,
  sources: readonly string[],
): Promise<[Told, ...Told[]]> {
  const { id: requestId, attempt } = request
  const dropped = await discardPackage(scope, requestId)
  await moveTo(scope, request, 'collecting')
  for (const source of sources) await awaitAgain(scope, { requestId, attempt, source }, newId())
  // Discarded first: its event is told of a request that was ready.
  const [first, ...others] = [
    ...dropped,
    ofRequest(requestId, { type: 'sources-retried', attempt, sources: [...sources] }),
  ]
  return [first!, ...others]
}
