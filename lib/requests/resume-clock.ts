import type { Scope } from '#lib/db/begin.ts'
import { type Commitment, ofRequest, type Told } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { clockOf } from './clock-of.ts'
import { cachedDates, datesOf, deriveDates, saveDeadlines } from './derive-dates.ts'
import { endQuestion, type QuestionRow } from './message-store.ts'
import type { Ending } from './status.ts'
import { amend, type RequestRow } from './store.ts'

/** Step: a question has ended, however it did; a clock that stood still runs on, and the days it stood are added to the date. */
export async function resumeClock(
  scope: Scope,
  request: RequestRow,
  question: QuestionRow,
  ending: Ending,
  body: Commitment | null,
): Promise<Told> {
  const organisation = (await readOrganisation(scope.tx))!
  const clock = clockOf(await readStream(scope.tx, `request:${request.id}`))
  const answered = { type: 'clarification-answered' as const, at: scope.now }
  const dates = deriveDates(request.rules, [...clock, answered], organisation)
  await endQuestion(scope.tx, question.id, ending)
  await amend(scope, request, cachedDates(dates.governing))
  await saveDeadlines(scope.tx, request.id, dates)
  const was = request.dueOn.toString()
  const event = { type: 'clarification-answered' as const, question: question.id, ending, body, was }
  return ofRequest(request.id, { ...event, ...datesOf(dates.governing) })
}
