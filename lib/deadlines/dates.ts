import type { Temporal } from 'temporal-polyfill'
import { addPeriod, type Calendar, rollForward } from './calendar.ts'
import type { Policy } from './effects.ts'
import { type CountedPause, countPauses, type Pause } from './pauses.ts'
import type { Rule } from './rule-schema.ts'
import { basePeriod } from './rules.ts'

/** The law a history is read under. */
export type Law = { rule: Rule; calendar: Calendar; policy: Policy }

/** An extension that was notified; only one notified in time moves anything. */
export type Extension = { notifiedOn: Temporal.PlainDate; inTime: boolean; newDate: Temporal.PlainDate | undefined }

/** Where the clock stands: what dates are counted from. */
export type ClockState = { start: Temporal.PlainDate; pauses: readonly Pause[]; extension: Extension | undefined }

export type Dates = {
  pauses: CountedPause[]
  baseUnrolled: Temporal.PlainDate
  baseDue: Temporal.PlainDate
  extendedUnrolled: Temporal.PlainDate | undefined
  due: Temporal.PlainDate
}

/**
 * Every date of a clock. Pauses are added to the unrolled date, which is rolled once; an extension is counted from the
 * start and never from the base due date (ICO: "three months from the original start date"): received 31 January,
 * 30 April and not 28 April.
 */
export function datesOf({ start, pauses, extension }: ClockState, { rule, calendar, policy }: Law): Dates {
  const kind = policy.roll ?? rule.roll
  const counted = countPauses(pauses, start, policy.pauseCount ?? rule.clarification.count)
  const days = counted.reduce((sum, pause) => sum + pause.days, 0)
  const baseUnrolled = addPeriod(calendar, start, basePeriod(rule)).add({ days })
  const baseDue = rollForward(calendar, baseUnrolled, kind)
  const dates = { pauses: counted, baseUnrolled, baseDue }
  if (!extension?.inTime) return { ...dates, extendedUnrolled: undefined, due: baseDue }
  // Where the law fixes no length, the notice names the day itself: there is nothing to roll.
  if (extension.newDate) return { ...dates, extendedUnrolled: extension.newDate, due: extension.newDate }
  const total = rule.extension!.total_from_start!
  const extendedUnrolled = addPeriod(calendar, start, total).add({ days })
  return { ...dates, extendedUnrolled, due: rollForward(calendar, extendedUnrolled, kind) }
}
