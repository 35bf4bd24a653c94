import type { Step } from '#lib/deadlines/steps.ts'
import type { HistoryEvent } from '#lib/history/events.ts'
import type { Entry } from '#lib/history/read-stream.ts'
import type { readKept } from '#lib/law/keep-law.ts'
import { clockOf } from './clock-of.ts'
import { deriveDates } from './derive-dates.ts'
import type { RequestLaw } from './law-of.ts'

type Kept = Awaited<ReturnType<typeof readKept>>

/** Which kept rules and calendars the dates of a history were counted with. Pure. */
export function versionsIn(history: readonly Pick<Entry, 'event'>[]): { rules: string[]; calendars: string[] } {
  const laws = history.flatMap(({ event }) => ('dueOn' in event && event.law ? [event.law] : []))
  return { rules: laws.map(({ version }) => version), calendars: laws.map(({ calendar }) => calendar) }
}

const isAsking = (entry: Entry | undefined) =>
  entry !== undefined && ['link-sent', 'code-made', 'proof-carried-over'].includes(entry.event.type)

/**
 * How each date that the history tells came about, by the version of its event: recomputed from the events up to it and the law that
 * the event names, whatever became of rules and calendars since. Only where that arrives at the very date that was told; events of
 * before name no law, and are read under the one the request keeps now.
 */
export function derivationsOf(history: readonly Entry[], kept: Kept, law: RequestLaw): Map<number, readonly Step[]> {
  const found = new Map<number, readonly Step[]>()
  for (const [index, { version, event }] of history.entries()) {
    if (!('dueOn' in event)) continue
    // Asking for the proof of the address, or having it already, is told right after the receipt and belongs to the same moment.
    const asked = event.type === 'request-submitted' && isAsking(history[index + 1])
    const clock = clockOf(history.slice(0, index + (asked ? 2 : 1)))
    const { governing } = deriveDates(lawThen(event, kept) ?? law, clock)
    if (governing.dueDate.toString() === event.dueOn) found.set(version, governing.steps)
  }
  return found
}

/** The one rule that governed, with the calendar and zone of its day. */
function lawThen(event: Extract<HistoryEvent, { dueOn: string }>, { rules, calendars }: Kept): RequestLaw | undefined {
  if (!event.law) return undefined
  const [rule, calendar] = [rules.get(event.law.version), calendars.get(event.law.calendar)]
  return rule && calendar && { zone: event.law.zone, answers: [{ rule, calendar }], beside: [] }
}
