import { Temporal } from 'temporal-polyfill'
import type { Calendar } from './calendar.ts'
import type { DateSet, History, Topic } from './clock-events.ts'
import { type Dates, datesOf, type Extension, type Law } from './dates.ts'
import { deriveSteps } from './derive-steps.ts'
import type { DueError } from './due-error.ts'
import type { Policy } from './effects.ts'
import { type CountedPause, isAfter } from './pauses.ts'
import { type Clock, readClock } from './read-clock.ts'
import type { Rule } from './rule-schema.ts'
import { ruleVersion } from './rules.ts'
import { safeDateOf } from './safe-date.ts'
import { citeFor, type Step } from './steps.ts'
import { endOfDay, isZone } from './zone.ts'

export type DueInput = { rule: Rule; calendar: Calendar; policy?: Policy; history: History }

export type Status = 'base' | 'extended' | 'extension_invalid_late_notice'

/** Every date of one duty and how it was found. Dates are civil dates of the controller (`zone`). */
export type Derivation = {
  ruleId: string
  ruleVersion: string
  calendarVersion: string
  /** False: the figure comes from memory, and every page that shows these dates says so. */
  confirmed: boolean
  zone: string
  startDate: Temporal.PlainDate
  baseUnrolled: Temporal.PlainDate
  baseDue: Temporal.PlainDate
  /** The last day an officer should send an extension notice, before any roll; null where the rule has no extension. */
  extensionNoticeBySafe: Temporal.PlainDate | null
  extendedUnrolled: Temporal.PlainDate | null
  dueDate: Temporal.PlainDate
  /** The earliest reading, for officers; never after `dueDate`, which is for auditors. */
  safeDate: Temporal.PlainDate
  /** Overdue if and only if now is at or after this instant. */
  dueAtExclusive: Temporal.Instant
  status: Status
  extension: Extension | null
  /** Not empty: the clock has not started, and dates are counted from receipt as if it had (the earliest there can be). */
  waitingFor: readonly Topic[]
  paused: { days: number; spans: readonly CountedPause[]; openSince: Temporal.PlainDate | null }
  steps: readonly Step[]
}

export type Computed = { ok: true; value: Derivation } | { ok: false; why: DueError }

/**
 * The dates of one duty from the history of a request. Pure: no clock, no I/O; the same input gives the same answer on
 * every machine, so that an auditor can replay it. Semantics: Reg. 1182/71 Art. 2 to 3, DPA 2018 s.54, and the rule's own.
 */
export function computeDue({ rule, calendar, policy = {}, history }: DueInput): Computed {
  if (!isZone(history.zone)) return { ok: false, why: 'unknown_zone' }
  const law: Law = { rule, calendar, policy }
  const derived = fromTheLaw(history, law)
  const set = history.events.findLast(
    (event): event is DateSet => event.type === 'date-set' && event.ruleId === rule.id,
  )
  if (!derived.ok || !set) return derived
  const events = history.events.filter(({ at }) => Temporal.Instant.compare(at, set.at) <= 0)
  const then = fromTheLaw({ zone: history.zone, receivedAt: history.receivedAt, events }, law)
  const days = then.ok ? then.value.dueDate.until(derived.value.dueDate).days : 0
  return { ok: true, value: setByHand(derived.value, set.to.add({ days }), citeFor(rule, 'period')) }
}

function fromTheLaw(history: History, law: Law): Computed {
  const clock = readClock(history, law)
  if (typeof clock === 'string') return { ok: false, why: clock }
  return { ok: true, value: derivation(clock, datesOf(clock, law), law, history.zone) }
}

/**
 * A date that two people set: the steps of the law stay, and the last of them says where it was and where it is. Time that the law gives
 * afterwards, by an extension or while the clock stands still, comes on top of it.
 */
function setByHand(derived: Derivation, to: Temporal.PlainDate, cite: string): Derivation {
  const { dueDate: was, safeDate, zone, steps } = derived
  const step = { code: 'date-set' as const, params: { was: was.toString() }, date: to.toString(), cite }
  return {
    ...derived,
    dueDate: to,
    safeDate: isAfter(safeDate, to) || isAfter(to, was) ? to : safeDate,
    dueAtExclusive: endOfDay(to, zone),
    steps: [...steps, step],
  }
}

/** Whether the due day is over, at an instant the caller read from its clock. */
export function isOverdue({ dueAtExclusive }: Pick<Derivation, 'dueAtExclusive'>, now: Temporal.Instant): boolean {
  return now.epochNanoseconds >= dueAtExclusive.epochNanoseconds
}

function derivation(clock: Clock, dates: Dates, law: Law, zone: string): Derivation {
  const { rule, calendar } = law
  return {
    ruleId: rule.id,
    ruleVersion: ruleVersion(rule),
    calendarVersion: calendar.version,
    confirmed: rule.confirmed,
    zone,
    startDate: clock.start,
    baseUnrolled: dates.baseUnrolled,
    baseDue: dates.baseDue,
    extensionNoticeBySafe: rule.extension ? dates.baseUnrolled : null,
    extendedUnrolled: dates.extendedUnrolled ?? null,
    dueDate: dates.due,
    safeDate: safeDateOf(clock, law, dates.due),
    dueAtExclusive: endOfDay(dates.due, zone),
    status: statusOf(clock.extension),
    extension: clock.extension ?? null,
    waitingFor: clock.waitingFor,
    paused: {
      days: dates.pauses.reduce((sum, pause) => sum + pause.days, 0),
      spans: dates.pauses,
      openSince: dates.pauses.find(pause => pause.open)?.from ?? null,
    },
    steps: deriveSteps(clock, dates, law),
  }
}

function statusOf(extension: Extension | undefined): Status {
  if (!extension) return 'base'
  return extension.inTime ? 'extended' : 'extension_invalid_late_notice'
}
