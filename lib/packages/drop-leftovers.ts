import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { dropUnnamed } from '#lib/vault/drop-unnamed.ts'
import type { BuildJob } from './assemble-package.ts'
import { readFileObjects, readPackage } from './store.ts'

/** How the objects of a build begin, whoever builds it: what a killed one left is told by it. */
export const objectPrefix = ({ packageId, run }: BuildJob): string => `p-${packageId.slice(0, 13)}-${run.slice(0, 8)}-`

/**
 * Removes what a build sealed and no row names: it was overtaken, or killed before its package was dropped. Never what a row names:
 * a job may be delivered twice, and the twin that comes second must not take away what the first one recorded.
 */
export async function dropLeftovers(job: BuildJob): Promise<void> {
  const wanted = await begin(worker, ({ tx }) => readPackage(tx, job.packageId))
  if (!wanted) return
  const readNamed = () => begin(worker, ({ tx }) => readFileObjects(tx, job.packageId))
  await dropUnnamed(wanted.requestId, objectId => objectId.startsWith(objectPrefix(job)), readNamed)
}
