import { Temporal } from 'temporal-polyfill'
import { type Calendar, makeCalendar } from './calendar.ts'
import type { ClockEvent, History } from './clock-events.ts'
import { computeDue, type Derivation, type DueInput } from './due.ts'
import type { Policy } from './effects.ts'
import type { Rule } from './rule-schema.ts'
import { findRule } from './rules.ts'

/** Histories as the tests of the law write them: noon on civil days, in the controller's zone. */
export const plainWeek = makeCalendar({ region: 'none', weekend: [6, 7], holidays: [] })

export type Happened = [
  type: Exclude<ClockEvent['type'], 'date-set'>,
  on: string,
  more?: { ruleId?: string; newDate?: string },
]

export function ruleNamed(id: string): Rule {
  const rule = findRule(id)
  if (!rule) throw new Error(`no rule ${id}`)
  return rule
}

export function historyOn(received: string, happened: readonly Happened[] = [], zone = 'Europe/Berlin'): History {
  const events = happened.map(([type, on, more]): ClockEvent => {
    const at = noon(on, zone)
    if (type !== 'extension-notified') return { type, at }
    const newDate = more?.newDate && Temporal.PlainDate.from(more.newDate)
    return { type, at, ...(more?.ruleId && { ruleId: more.ruleId }), ...(newDate && { newDate }) }
  })
  return { zone, receivedAt: noon(received, zone), events }
}

export type Case = { rule: string | Rule; policy?: Policy; calendar?: Calendar; asOf?: string }

export function inputFor(of: Case, received: string, happened: readonly Happened[] = []): DueInput {
  const { rule, policy = {}, calendar = plainWeek, asOf } = of
  const history = { ...historyOn(received, happened), ...(asOf && { asOf: noon(asOf) }) }
  return { rule: typeof rule === 'string' ? ruleNamed(rule) : rule, calendar, policy, history }
}

/** The derivation, where the test expects one. */
export function derive(of: Case, received: string, happened: readonly Happened[] = []): Derivation {
  const computed = computeDue(inputFor(of, received, happened))
  if (!computed.ok) throw new Error(computed.why)
  return computed.value
}

/** The error code, where the test expects one. */
export function refusal(of: Case, received: string, happened: readonly Happened[] = []): string {
  const computed = computeDue(inputFor(of, received, happened))
  return computed.ok ? `no refusal: due ${computed.value.dueDate}` : computed.why
}

export function noon(day: string, zone = 'Europe/Berlin'): Temporal.Instant {
  return Temporal.PlainDateTime.from(`${day}T12:00`).toZonedDateTime(zone).toInstant()
}
