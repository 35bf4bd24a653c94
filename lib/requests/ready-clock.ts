import type { Scope } from '#lib/db/begin.ts'
import { type ClockEvent, type QuestionType, questions } from '#lib/deadlines/clock-events.ts'
import type { DueInput } from '#lib/deadlines/due.ts'
import type { DueError } from '#lib/deadlines/due-error.ts'
import { computePlural } from '#lib/deadlines/plural.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { type Refusal, type Refused, refuse } from '#lib/kernel/result.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { clockOf, isAsked } from './clock-of.ts'
import { dueInputs } from './derive-dates.ts'
import { lawOf, type RequestLaw } from './law-of.ts'
import type { RequestRow } from './store.ts'

const withEvent = (input: DueInput, event: ClockEvent): DueInput => ({
  ...input,
  history: { ...input.history, events: [...input.history.events, event] },
})

const refusals: { [why in DueError]?: Refusal } = {
  pause_after_due: 'pause-after-due',
  resume_without_pause: 'not-asked',
  extension_not_available: 'extension-not-available',
  extension_already_used: 'extension-already-used',
}

/**
 * Step: the clock of a locked request with one more question or answer, or why the law of the request does not let it happen. Who
 * asks twice, answers what nobody asked, or asks after the last day, is told so before anything is written.
 */
export async function readyClock(
  { tx, now }: Scope,
  request: RequestRow,
  type: QuestionType,
  allows: (law: RequestLaw) => Refusal | undefined = () => undefined,
): Promise<{ ok: true; clock: ClockEvent[] } | Refused> {
  const law = await lawOf(tx, request, (await readOrganisation(tx))!)
  const why = allows(law)
  if (why) return refuse(why)
  const told = clockOf(await readStream(tx, `request:${request.id}`))
  const { topic, turn } = questions[type]
  if (turn === 'asked' && isAsked(told, topic)) return refuse('asked-already')
  if (turn === 'answered' && !isAsked(told, topic)) return refuse('not-asked')
  const event = { type, at: now }
  const clock = [...told, event]
  // A question that is late under one of the laws is left out of its clock later; it is never asked.
  const [first, ...others] =
    turn === 'asked' ? dueInputs(law, told).map(input => withEvent(input, event)) : dueInputs(law, clock)
  const read = computePlural([first!, ...others])
  return read.ok ? { ok: true, clock } : refuse(refusals[read.why] ?? 'changed-meanwhile')
}
