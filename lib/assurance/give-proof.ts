import type { Scope } from '#lib/db/begin.ts'
import { type HistoryEvent, ofRequest, type Told } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { clockOf } from '#lib/requests/clock-of.ts'
import { datesOf, moveDates } from '#lib/requests/derive-dates.ts'
import type { RequestRow } from '#lib/requests/store.ts'
import { assuranceOf, mayAnswer } from './assurance-of.ts'
import { deleteCheck, readCheck } from './store.ts'

type Given = Extract<HistoryEvent, { type: 'proof-given' }>
type Proof = Pick<Given, 'how' | 'reason' | 'document' | 'on'> & { level: NonNullable<Given['level']> }

/**
 * Step: somebody proved who they are, however they did. One event says so; where it answers what was asked for, a clock that waited
 * for it starts, and one that stood still goes on (UK GDPR Art. 12A; the rule says which).
 */
export async function giveProof(scope: Scope, request: RequestRow, proof: Proof): Promise<Told> {
  const told = await readStream(scope.tx, `request:${request.id}`)
  const event = { type: 'proof-given' as const, ...proof }
  const now = { at: scope.now, event: { ...event, ...unmoved(request) } }
  const { dates } = await moveDates(scope, request, clockOf([...told, now]))
  const check = await readCheck(scope.tx, request.id)
  // Nobody has to answer any more what was settled otherwise.
  if (check && !mayAnswer(assuranceOf([...told, now]))) await deleteCheck(scope.tx, check.id)
  return ofRequest(request.id, { ...event, ...datesOf(dates.governing) })
}

const unmoved = ({ dueOn, dueAt, safeOn }: RequestRow) => ({
  dueOn: dueOn.toString(),
  dueAt: dueAt.toString(),
  safeOn: safeOn.toString(),
})
