import { houseVault } from './house-keys.ts'

/**
 * Removes those objects of a request that are `own` to the caller and that nobody names: a job that was killed or overtaken sealed them. What
 * is there is listed before it is asked what is named, so that a twin of the job that seals and records meanwhile loses nothing.
 */
export async function dropUnnamed(
  requestId: string,
  own: (objectId: string) => boolean,
  readNamed: () => Promise<Iterable<string>>,
): Promise<void> {
  const there = (await houseVault().objects(requestId)).filter(({ objectId }) => own(objectId))
  if (there.length === 0) return
  const named = new Set(await readNamed())
  for (const { objectId } of there) if (!named.has(objectId)) await houseVault().remove(requestId, objectId)
}
