import type { HistoryEvent } from '#lib/history/events.ts'
import type { Entry } from '#lib/history/read-stream.ts'
import { isInPart, standingRefusal } from './standing-refusal.ts'
import type { Outcome, RefusalGround } from './status.ts'

type Told = Pick<Entry, 'event'>

const refused: { [ground in RefusalGround]: Outcome } = {
  unfounded: 'refused-unfounded',
  excessive: 'refused-excessive',
  unidentified: 'refused-unverified',
  exempt: 'refused-exempt',
}

type Of<Type extends HistoryEvent['type']> = Extract<HistoryEvent, { type: Type }>

const last = <Type extends HistoryEvent['type']>(history: readonly Told[], type: Type) =>
  history.findLast((told): told is { event: Of<Type> } & typeof told => told.event.type === type)?.event

/** Whether the copy of a request went to the wrong person and none was released since: nobody has an answer. Pure. */
export const answerRevoked = (history: readonly Told[]): boolean =>
  history.findLast(({ event: { type } }) => type === 'package-released' || type === 'release-revoked')?.event.type ===
  'release-revoked'

/**
 * How a request ended, as its own history tells it; undefined where that is a judgement. Pure. A copy from which something was withheld,
 * or that says of itself that it is not complete, is an answer in part, whoever would like it to be more. A refusal that a granted appeal
 * took back is no end.
 */
export function deriveOutcome(history: readonly Told[]): Outcome | undefined {
  const refusal = standingRefusal(history)?.by.event
  if (refusal?.type === 'request-refused') return refused[refusal.ground]
  if (last(history, 'request-withdrawn')) return 'withdrawn'
  if (last(history, 'request-lapsed')) return 'lapsed'
  const release = last(history, 'package-released')
  if (!release || answerRevoked(history)) return undefined
  if (isInPart(release)) return 'fulfilled-part'
  const built = history.findLast(({ event }) => event.type === 'package-built' && event.package === release.package)
  return built?.event.type === 'package-built' && built.event.records === 0 ? 'no-data' : 'fulfilled-full'
}
