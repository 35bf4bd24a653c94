import type { Tx } from '#lib/db/begin.ts'
import { lockById, type RequestRow } from './store.ts'

/**
 * Locks a request whose findings of this attempt are under review; undefined when it went on to another attempt or was answered: whoever
 * looked at them is too late.
 */
export async function lockUnderReview(tx: Tx, id: string, attempt: number): Promise<RequestRow | undefined> {
  const request = await lockById(tx, id)
  return request?.attempt === attempt && ['review', 'ready'].includes(request.status) ? request : undefined
}
