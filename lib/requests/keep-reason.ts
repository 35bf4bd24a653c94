import { z } from 'zod'
import type { Tx } from '#lib/db/begin.ts'
import { commitTo } from '#lib/history/commitment.ts'
import type { Commitment } from '#lib/history/events.ts'
import { openValue, sealValue } from '#lib/vault/house-keys.ts'
import { insertReason, readReasonRows } from './store.ts'

/** What an officer writes to explain a decision: enough to be one, short enough to be read. */
export const reasonField = z
  .string({ error: 'reason.missing' })
  .trim()
  .min(1, 'reason.missing')
  .min(20, 'reason.too-short')
  .max(4000, 'reason.too-long')

const shape = z.object({ text: z.string(), salt: z.string() })

/** Step: keeps a reason sealed, and gives the commitment that the history may hold. */
export async function keepReason(tx: Tx, requestId: string, text: string): Promise<Commitment> {
  const { salt, digest } = commitTo(text)
  await insertReason(tx, { digest, requestId, text: sealValue(`reason.text:${digest}`, { text, salt }) })
  return digest
}

/** Step: every reason given in one request, by its commitment. Erased ones are missing. */
export async function readReasons(tx: Tx, requestId: string): Promise<Map<Commitment, string>> {
  const rows = await readReasonRows(tx, requestId)
  return new Map(rows.map(row => [row.digest, shape.parse(openValue(`reason.text:${row.digest}`, row.text)).text]))
}
