import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { contentHash } from './content-hash.ts'
import type { Period, Roll, Rule } from './rule-schema.ts'

const SATURDAY = 6
const SUNDAY = 7

/** An ISO date that exists: 30 February is refused, never moved. */
const existingDate = z.iso.date()

/** Days of rest of a place as plain data: what is stored, shown to the admin and hashed. Weekend days are ISO, 1 = Monday. */
export const calendarData = z.object({
  region: z.string(),
  weekend: z.array(z.int().min(1).max(7)).refine(days => new Set(days).size < 7, 'a week needs a working day'),
  holidays: z.array(z.union([existingDate, z.strictObject({ date: existingDate, name: z.string() })])),
  /** Make-up working days: days of rest that were declared working days (China, Hungary). */
  extra_working_days: z.array(existingDate).default([]),
})
export type CalendarData = z.input<typeof calendarData>

export type Calendar = {
  region: string
  weekend: ReadonlySet<number>
  /** ISO date → name, empty where unknown. */
  holidays: ReadonlyMap<string, string>
  extraWorkingDays: ReadonlySet<string>
  /** Hash of region and days; a holiday's name does not move a date and is left out. */
  version: string
}

export type RestReason = 'weekend' | 'holiday'

/** @throws ZodError where a date does not exist, a weekday is not 1 to 7 or no working day is left. */
export function makeCalendar(data: CalendarData): Calendar {
  const { region, weekend, holidays, extra_working_days } = calendarData.parse(data)
  const named = holidays.map(h => (typeof h === 'string' ? ([h, ''] as const) : ([h.date, h.name] as const)))
  const days = new Map(named.toSorted(([a], [b]) => a.localeCompare(b)))
  const content = {
    region,
    weekend: [...new Set(weekend)].toSorted(),
    holidays: [...days.keys()],
    extraWorkingDays: [...new Set(extra_working_days)].toSorted(),
  }
  return {
    region,
    weekend: new Set(content.weekend),
    holidays: days,
    extraWorkingDays: new Set(content.extraWorkingDays),
    version: contentHash(content),
  }
}

/** Why nobody works on that day, or undefined for a working day. A make-up working day beats weekend and holiday. */
export function restReason(calendar: Calendar, day: Temporal.PlainDate): RestReason | undefined {
  const iso = day.toString()
  if (calendar.extraWorkingDays.has(iso)) return undefined
  if (calendar.holidays.has(iso)) return 'holiday'
  return calendar.weekend.has(day.dayOfWeek) ? 'weekend' : undefined
}

/** Start plus a period, the day of the event not counted (Reg. 1182/71 Art. 3(1)). */
export function addPeriod(calendar: Calendar, start: Temporal.PlainDate, { n, unit }: Period): Temporal.PlainDate {
  if (unit === 'month') return start.add({ months: n })
  if (unit === 'calendar_day') return start.add({ days: n })
  let day = start
  for (let left = n; left > 0; ) {
    day = day.add({ days: 1 })
    if (!restReason(calendar, day)) left--
  }
  return day
}

/** The last day moved to the next day on which the act can be done (Reg. 1182/71 Art. 3(4)). */
export function rollForward(calendar: Calendar, day: Temporal.PlainDate, kind: Roll): Temporal.PlainDate {
  let rolled = day
  while (mustMove(calendar, rolled, kind)) rolled = rolled.add({ days: 1 })
  return rolled
}

/**
 * The same week with the earliest reading of "business day": Saturdays count (Cal. Civ. Code 9) and no holiday is
 * subtracted. For the safe date only, so it keeps the version of the calendar it was derived from.
 */
export function strictestBusinessDays(calendar: Calendar): Calendar {
  const weekend = new Set([...calendar.weekend].filter(day => day !== SATURDAY))
  return { ...calendar, weekend, holidays: new Map(), extraWorkingDays: new Set() }
}

/** The calendar a rule is counted with: the seat's, or the seat's bare week where the law subtracts no holidays. */
export function calendarForRule(rule: Rule, seat: Calendar): Calendar {
  if (rule.holidays === 'of_seat') return seat
  return makeCalendar({ region: seat.region, weekend: [...seat.weekend], holidays: [] })
}

function mustMove(calendar: Calendar, day: Temporal.PlainDate, kind: Roll): boolean {
  switch (kind) {
    case 'none':
      return false
    case 'next_working_day':
      return restReason(calendar, day) !== undefined
    case 'skip_sundays_and_holidays':
      return day.dayOfWeek === SUNDAY || calendar.holidays.has(day.toString())
  }
}
