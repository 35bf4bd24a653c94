import { worker } from '#lib/access/actor.ts'
import { deleteSpentFacts } from '#lib/assurance/store.ts'
import { liftHolds } from '#lib/collection/lift-holds.ts'
import { begin } from '#lib/db/begin.ts'
import { deleteExpired } from '#lib/identity/store.ts'
import { tellReaders } from '#lib/notices/tell-readers.ts'
import { chaseOwners } from '#lib/owners/chase-owners.ts'
import { deleteExpiredLinks } from '#lib/owners/store.ts'
import { destroyPackage } from '#lib/packages/destroy-package.ts'
import { dropDiscarded } from '#lib/packages/drop-discarded.ts'
import { findExpired } from '#lib/packages/find-expired.ts'
import { endUnanswered } from '#lib/requests/drop-question.ts'
import { lapseUnproved } from '#lib/requests/lapse-request.ts'
import { checkStale } from '#lib/sources/check-stale.ts'
import { houseVault } from '#lib/vault/house-keys.ts'

/**
 * What time alone brings about, every minute: unproved requests lapse, questions that nobody answers stop holding the clock, colleagues are reminded, rows are no
 * longer on hold, copies whose days have passed are destroyed with their keys, what nobody can use any more is forgotten, readers of the privacy notice hear of a new version. Each step finishes what a killed one began.
 */
export async function sweep(): Promise<void> {
  await lapseUnproved()
  await endUnanswered()
  await chaseOwners()
  for (const requestId of await findExpired()) await destroyPackage({ requestId, because: 'expired' })
  await liftHolds()
  await dropDiscarded()
  await checkStale()
  await tellReaders()
  const now = await begin(worker, async scope => {
    await deleteExpired(scope.tx, scope.now)
    await deleteSpentFacts(scope.tx)
    await deleteExpiredLinks(scope.tx, scope.now)
    return scope.now
  })
  await houseVault().sweep(now.subtract({ hours: 24 }))
}
