import { eq, inArray } from 'drizzle-orm'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { packageFiles, packages } from './table.ts'

/** Files of packages that were discarded before release: first the objects, then their rows, so that a kill between leaves work, not litter. */
export async function dropDiscarded(): Promise<void> {
  const files = await begin(worker, ({ tx }) =>
    tx
      .select({ objectId: packageFiles.objectId, requestId: packages.requestId })
      .from(packageFiles)
      .innerJoin(packages, eq(packages.id, packageFiles.packageId))
      .where(eq(packages.state, 'discarded'))
      .limit(500),
  )
  for (const { requestId, objectId } of files) await houseVault().remove(requestId, objectId)
  if (files.length === 0) return
  await begin(worker, ({ tx }) =>
    tx.delete(packageFiles).where(
      inArray(
        packageFiles.objectId,
        files.map(({ objectId }) => objectId),
      ),
    ),
  )
}
