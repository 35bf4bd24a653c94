import type { Tx } from '#lib/db/begin.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { newId } from '#lib/kernel/ids.ts'
import { setAdmission } from './store.ts'

/** Step: what an officer said of candidates and what lies beside the findings are brought together, by the latest job alone. */
export async function beginAdmission(tx: Tx, { id, attempt }: { id: string; attempt: number }): Promise<void> {
  const run = newId()
  await setAdmission(tx, id, run)
  await enqueue(tx, 'admit-candidates', { requestId: id, attempt, run })
}
