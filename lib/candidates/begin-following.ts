import type { Tx } from '#lib/db/begin.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { newId } from '#lib/kernel/ids.ts'
import { isSound, joinSources } from '#lib/sources/join-sources.ts'
import { readSources } from '#lib/sources/store.ts'
import { planHanging, waitsToBeFollowed } from './hanging.ts'
import { readCandidates, setFollowing } from './store.ts'

/**
 * Step: if an officer said of other rows than those last followed that they are the person's, what hangs on them is looked for, by the latest
 * job alone. Where nothing changed nothing begins, so that it ends.
 */
export async function beginFollowing(tx: Tx, { id, attempt }: { id: string; attempt: number }): Promise<void> {
  const rows = await readSources(tx)
  const { map } = joinSources(rows.filter(({ key }) => isSound(rows, key)))
  if (!waitsToBeFollowed(planHanging(map), await readCandidates(tx, id))) return
  const run = newId()
  await setFollowing(tx, id, run)
  await enqueue(tx, 'find-candidates', { requestId: id, attempt, run })
}
