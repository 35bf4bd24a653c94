import type { Scope } from '#lib/db/begin.ts'
import type { Told } from '#lib/history/events.ts'
import { moveTo, type RequestRow } from '#lib/requests/store.ts'
import { discardPackage } from './discard-package.ts'

/** Step: a package that was built before something was held back, or put back, is no longer what may leave. */
export async function reopenReview(scope: Scope, request: RequestRow): Promise<Told[]> {
  const dropped = await discardPackage(scope, request.id)
  if (request.status === 'ready') await moveTo(scope, request, 'review')
  return dropped
}
