import type { Scope } from '#lib/db/begin.ts'
import { type Commitment, ofRequest, type Told } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { clockOf } from './clock-of.ts'
import { datesOf, moveDates } from './derive-dates.ts'
import { endQuestion, type QuestionRow } from './message-store.ts'
import type { Ending } from './status.ts'
import type { RequestRow } from './store.ts'

/** Step: a question has ended, however it did; a clock that stood still runs on, and the days it stood are added to the date. */
export async function resumeClock(
  scope: Scope,
  request: RequestRow,
  question: QuestionRow,
  ending: Ending,
  body: Commitment | null,
): Promise<Told> {
  const clock = clockOf(await readStream(scope.tx, `request:${request.id}`))
  const answered = { type: 'clarification-answered' as const, at: scope.now }
  await endQuestion(scope.tx, question.id, ending)
  const { dates } = await moveDates(scope, request, [...clock, answered])
  const was = request.dueOn.toString()
  const event = { type: 'clarification-answered' as const, question: question.id, ending, body, was }
  return ofRequest(request.id, { ...event, ...datesOf(dates.governing) })
}
