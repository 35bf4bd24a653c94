import type { Tx } from '#lib/db/begin.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Plan } from '#lib/sources/graph.ts'
import { isSound, joinSources } from '#lib/sources/join-sources.ts'
import { readSources } from '#lib/sources/store.ts'
import { beginAdmission } from './begin-admission.ts'
import { hangsBehind, planHanging, waitsToBeFollowed } from './hanging.ts'
import { type CandidateRow, readCandidates, setFollowing } from './store.ts'

/**
 * Step: if an officer said of other rows than those last followed that they are the person's, what hangs on them is looked for, by the latest
 * job alone. Where nothing changed nothing begins, so that it ends.
 */
export async function beginFollowing(tx: Tx, { id, attempt }: { id: string; attempt: number }): Promise<void> {
  if (!waitsToBeFollowed(await readPlan(tx), await readCandidates(tx, id))) return
  const run = newId()
  await setFollowing(tx, id, run)
  await enqueue(tx, 'find-candidates', { requestId: id, attempt, run })
}

/**
 * Step: an officer said of some candidates that they are not the person's, and something that nobody decided may hang on them. The job that
 * brings copy and decisions together then has it looked for anew, past those rows.
 */
export async function leadPast(
  tx: Tx,
  request: { id: string; attempt: number },
  refused: readonly CandidateRow[],
): Promise<void> {
  const open = (await readCandidates(tx, request.id)).filter(({ state }) => state === 'open')
  if (hangsBehind(await readPlan(tx), open, refused)) await beginAdmission(tx, request)
}

async function readPlan(tx: Tx): Promise<Plan> {
  const rows = await readSources(tx)
  return planHanging(joinSources(rows.filter(({ key }) => isSound(rows, key))).map)
}
