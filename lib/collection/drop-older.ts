import { worker } from '#lib/access/actor.ts'
import { readCandidateSegments } from '#lib/candidates/store.ts'
import { begin } from '#lib/db/begin.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readSegmentObjects } from './store.ts'

/** What a search sealed, and what was found by what people share: named after the attempt. */
const ofAttempt = /^[sc](\d+)-/

/** The job born when everything was searched once more: what earlier attempts sealed counts no more, and is removed from the vault. */
export async function dropOlder({ requestId, attempt }: { requestId: string; attempt: number }): Promise<void> {
  const named = await begin(worker, async ({ tx }) => [
    ...(await readSegmentObjects(tx, requestId)),
    ...(await readCandidateSegments(tx, requestId)).map(({ objectId }) => objectId),
  ])
  for (const { objectId } of await houseVault().objects(requestId)) {
    const sealedIn = Number(ofAttempt.exec(objectId)?.[1] ?? attempt)
    if (sealedIn < attempt && !named.includes(objectId)) await houseVault().remove(requestId, objectId)
  }
}
