import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import type { BuildJob } from './assemble-package.ts'
import { readFileObjects, readPackage } from './store.ts'

/** How the objects of one build are called. A build that was killed and begun again writes the same ones. */
export const objectPrefix = ({ packageId, run }: BuildJob): string => `p-${packageId.slice(0, 13)}-${run.slice(0, 8)}-`

/**
 * Removes what a build sealed and no row names: it was overtaken, or killed before its package was dropped. Never what a row names:
 * a job may be delivered twice, and the twin that comes second must not take away what the first one recorded.
 */
export async function dropLeftovers(job: BuildJob): Promise<void> {
  const found = await begin(worker, async ({ tx }) => {
    const wanted = await readPackage(tx, job.packageId)
    return wanted && { requestId: wanted.requestId, named: await readFileObjects(tx, job.packageId) }
  })
  if (!found) return
  for (const { objectId } of await houseVault().objects(found.requestId))
    if (objectId.startsWith(objectPrefix(job)) && !found.named.includes(objectId))
      await houseVault().remove(found.requestId, objectId)
}
