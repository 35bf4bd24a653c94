import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { deleteFiles, findDiscarded } from './store.ts'

/** Files of packages that were discarded before release: first the objects, then their rows, so that a kill between leaves work, not litter. */
export async function dropDiscarded(): Promise<void> {
  const files = await begin(worker, ({ tx }) => findDiscarded(tx))
  for (const { requestId, objectId } of files) await houseVault().remove(requestId, objectId)
  const gone = files.map(({ objectId }) => objectId)
  if (gone.length > 0) await begin(worker, ({ tx }) => deleteFiles(tx, gone))
}
