import type { Scope } from '#lib/db/begin.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { clockOf } from './clock-of.ts'
import { datesOf, moveDates } from './derive-dates.ts'
import { moveTo, type RequestRow } from './store.ts'

/**
 * Step: the mailbox of a received request is proved. It now belongs to a person, its dates are derived anew (in the United
 * Kingdom the clock starts here), and the search begins by a job born in this transaction.
 */
export async function markProved(scope: Scope, request: RequestRow, personId: string): Promise<Told> {
  const told = await readStream(scope.tx, `request:${request.id}`)
  const clock = [...clockOf(told), { type: 'identity-given' as const, at: scope.now }]
  const { dates } = await moveDates(scope, request, clock)
  await moveTo(scope, request, 'proved', { personId })
  await enqueue(scope.tx, 'begin-collection', { requestId: request.id })
  return ofRequest(request.id, { type: 'address-proved', level: 'L1', person: personId, ...datesOf(dates.governing) })
}
