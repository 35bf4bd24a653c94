import { worker } from '#lib/access/actor.ts'
import { readCandidateObjects } from '#lib/candidates/store.ts'
import { begin } from '#lib/db/begin.ts'
import { dropUnnamed } from '#lib/vault/drop-unnamed.ts'
import { readSegmentObjects } from './store.ts'

/** What a search sealed, and what was found by what people share: named after the attempt. */
const ofAttempt = /^[sc](\d+)-/

/** The job born when everything was searched once more: what earlier attempts sealed counts no more, and is removed from the vault. */
export async function dropOlder({ requestId, attempt }: { requestId: string; attempt: number }): Promise<void> {
  const isOlder = (objectId: string) => Number(ofAttempt.exec(objectId)?.[1] ?? attempt) < attempt
  const readNamed = () =>
    begin(worker, async ({ tx }) => [
      ...(await readSegmentObjects(tx, requestId)),
      ...(await readCandidateObjects(tx, requestId)),
    ])
  await dropUnnamed(requestId, isOlder, readNamed)
}
