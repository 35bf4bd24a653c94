import type { Temporal } from 'temporal-polyfill'
import { strictestBusinessDays } from './calendar.ts'
import { type ClockState, datesOf, type Law } from './dates.ts'
import { suspendsByPolicy } from './effects.ts'
import { isAfter } from './pauses.ts'

/**
 * The earliest reading of the same history, for officers: no roll, pauses counted exclusively and only where a statute
 * grants them, business days counted with Saturdays and holidays. Who answers by then is in time on every reading.
 */
export function safeDateOf(state: ClockState, law: Law, due: Temporal.PlainDate): Temporal.PlainDate {
  const pauses = state.pauses.filter(pause => !suspendsByPolicy(law.rule, pause.topic))
  const safe = datesOf(
    { ...state, pauses },
    {
      rule: law.rule,
      calendar: strictestBusinessDays(law.calendar),
      policy: { roll: 'none', pauseCount: 'exclusive' },
    },
  ).due
  return isAfter(safe, due) ? due : safe
}
