import { Temporal } from 'temporal-polyfill'
import type { Dates, HistoryEvent } from '#lib/history/events.ts'
import type { Entry } from '#lib/history/read-stream.ts'

/** A due date that moved: when, from which civil date to which, and by what. */
export type Move = {
  at: Temporal.Instant
  by: (typeof movers)[number]
  from: Temporal.PlainDate
  to: Temporal.PlainDate
}

type Told = Pick<Entry, 'at' | 'event'>

const movers = [
  'address-proved',
  'post-proved',
  'regime-changed',
  'deadline-extended',
  'clarification-asked',
  'clarification-answered',
  'proof-asked',
  'proof-given',
  'fee-asked',
  'fee-paid',
  'date-set',
] as const

/** Each time the due date of a request moved, oldest first; what confirmed the same date moved nothing. Pure. */
export function movesOf(history: readonly Told[]): Move[] {
  const moves: Move[] = []
  let before: string | undefined
  for (const { at, event } of history) {
    const dates = datesIn(event)
    if (!dates) continue
    const by = movers.find(type => type === event.type)
    if (by && before && before !== dates.dueOn)
      moves.push({ at, by, from: Temporal.PlainDate.from(before), to: Temporal.PlainDate.from(dates.dueOn) })
    before = dates.dueOn
  }
  return moves
}

const datesIn = (event: HistoryEvent): Dates | undefined => ('dueOn' in event ? event : undefined)
