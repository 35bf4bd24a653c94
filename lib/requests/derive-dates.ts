import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import type { ClockEvent } from '#lib/deadlines/clock-events.ts'
import { historyOf } from '#lib/deadlines/clock-events.ts'
import { computeDue, type Derivation, type DueInput } from '#lib/deadlines/due.ts'
import { seatCalendar } from '#lib/deadlines/holidays.ts'
import { lapseDate } from '#lib/deadlines/lapse.ts'
import { computePlural, type Plural } from '#lib/deadlines/plural.ts'
import { findRule } from '#lib/deadlines/rules.ts'
import { endOfDay } from '#lib/deadlines/zone.ts'
import type { Dates } from '#lib/history/events.ts'
import type { Organisation } from '#lib/organisation/read-organisation.ts'
import { deleteDeadlines, insertDeadlines } from './store.ts'

type Seat = Pick<Organisation, 'country' | 'region' | 'zone'>

/** The law's input for each rule of a request: rule in force at receipt, calendar of the seat, history so far. */
export function dueInputs(
  rules: readonly string[],
  clock: readonly ClockEvent[],
  seat: Seat,
  asOf?: Temporal.Instant,
): DueInput[] {
  const history = historyOf(seat.zone, clock, asOf)
  if (!history) throw new Error('A request without its receipt has no dates.')
  const on = history.receivedAt.toZonedDateTimeISO(seat.zone).toPlainDate()
  const calendar = seatCalendar(seat, [on.year, on.year + 2])
  return rules.map(id => {
    const rule = findRule(id, on)
    if (!rule) throw new Error(`No rule is called ${id}.`)
    return withoutLateQuestions({ rule, calendar, history })
  })
}

/**
 * A question asked after the last day pauses nothing, and is no fault either: one asked in time under one law may be late under another
 * that turns out to apply. It stays in the request's history and out of that rule's clock.
 */
function withoutLateQuestions(input: DueInput): DueInput {
  const computed = computeDue(input)
  if (computed.ok || computed.why !== 'pause_after_due') return input
  const events = input.history.events.filter(({ type }) => !type.startsWith('clarification-'))
  return { ...input, history: { ...input.history, events } }
}

/** Dates of a request under every rule that applies, from its clock alone. @throws when the clock cannot be read: a fault of ours. */
export function deriveDates(
  rules: readonly string[],
  clock: readonly ClockEvent[],
  seat: Seat,
  asOf?: Temporal.Instant,
): Plural & { ok: true } {
  const [first, ...others] = dueInputs(rules, clock, seat, asOf)
  if (!first) throw new Error('A request is always under at least one rule.')
  const plural = computePlural([first, ...others])
  if (!plural.ok) throw new Error(`The clock of a request cannot be read under ${plural.ruleId}: ${plural.why}`)
  return plural
}

/** The governing dates as the history tells them. */
export const datesOf = ({ dueDate, dueAtExclusive, safeDate, paused }: Derivation): Dates => ({
  dueOn: dueDate.toString(),
  dueAt: dueAtExclusive.toString(),
  safeOn: safeDate.toString(),
  ...(paused.openSince && { pausedSince: paused.openSince.toString() }),
})

/** The governing dates as the request's row caches them for the work list. */
export const cachedDates = ({ dueDate, dueAtExclusive, safeDate, paused }: Derivation) => ({
  dueOn: dueDate,
  dueAt: dueAtExclusive,
  safeOn: safeDate,
  pausedSince: paused.openSince,
})

/** When an unproved request lapses: the first instant of that day in the controller's zone. */
export function lapseInstant(clock: readonly ClockEvent[], governing: Derivation): Temporal.Instant {
  const day = lapseDate(clock, governing) ?? governing.dueDate
  return endOfDay(day.subtract({ days: 1 }), governing.zone)
}

/** Step: replaces the deadline rows of a request by freshly derived ones. */
export async function saveDeadlines(
  tx: Tx,
  requestId: string,
  plural: Plural & { ok: true },
  isNew = false,
): Promise<void> {
  // A visitor may add rows to what they asked and take none away.
  if (!isNew) await deleteDeadlines(tx, requestId)
  await insertDeadlines(
    tx,
    plural.derivations.map(derivation => ({
      requestId,
      duty: 'answer' as const,
      rule: derivation.ruleId,
      ruleVersion: derivation.ruleVersion,
      calendarVersion: derivation.calendarVersion,
      startOn: derivation.startDate,
      baseDueOn: derivation.baseDue,
      dueOn: derivation.dueDate,
      dueAt: derivation.dueAtExclusive,
      safeOn: derivation.safeDate,
      noticeBy: derivation.extensionNoticeBySafe ?? derivation.baseDue,
      status: derivation.status,
      governs: derivation === plural.governing,
      confirmed: derivation.confirmed,
      steps: derivation.steps,
    })),
  )
}
