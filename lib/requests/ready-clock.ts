import type { Scope } from '#lib/db/begin.ts'
import { type ClockEvent, type QuestionType, questions, type Topic } from '#lib/deadlines/clock-events.ts'
import type { DueError } from '#lib/deadlines/due-error.ts'
import { computePlural } from '#lib/deadlines/plural.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { type Refusal, type Refused, refuse } from '#lib/kernel/result.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { clockOf } from './clock-of.ts'
import { dueInputs } from './derive-dates.ts'
import { lawOf, type RequestLaw } from './law-of.ts'
import type { RequestRow } from './store.ts'

/** Whether a question of this kind waits for its answer. Pure. */
export function isAsked(clock: readonly ClockEvent[], topic: Topic): boolean {
  const last = clock.findLast(event => event.type in questions && questions[event.type as QuestionType].topic === topic)
  return last !== undefined && questions[last.type as QuestionType].turn === 'asked'
}

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
  const clock = [...told, { type, at: now }]
  const [first, ...others] = dueInputs(law, clock)
  const read = computePlural([first!, ...others])
  return read.ok ? { ok: true, clock } : refuse(refusals[read.why] ?? 'changed-meanwhile')
}
