import { z } from 'zod'
import { type Calendar, calendarData, makeCalendar } from './calendar.ts'
import published from './holiday-corrections.json' with { type: 'json' }
import { nameOf, placeOf, publicHolidays, type Seat } from './library-holidays.ts'

const namedDay = z.strictObject({ date: z.iso.date(), name: z.string() })

/** What an organisation knows better than the library: one-off days, regional days, make-up working days. */
export const calendarOverride = z.strictObject({
  add: z.array(namedDay).default([]),
  remove: z.array(z.iso.date()).default([]),
  extra_working_days: z.array(z.iso.date()).default([]),
  /** ISO weekdays of rest, where the seat keeps another week than assumed. */
  weekend: z.array(z.int().min(1).max(7)).optional(),
})
export type CalendarOverride = z.input<typeof calendarOverride>

const corrections = z.array(calendarOverride.extend({ place: z.string(), why: z.string() })).parse(published)

/** Countries whose days of rest are announced year by year, or that the library knows badly: the admin is told to check. */
const weak = new Set(['IN', 'BR', 'CN'])

export function isWeaklyKnown(seat: Seat): boolean {
  return weak.has(seat.country)
}

/**
 * The calendar of a seat for whole years, the library corrected by our table and then by the organisation. Two machines
 * with the same days give the same version, whatever the library's.
 * @param years first and last year, both included; a deadline may end 15 months after receipt.
 * @throws RangeError for a country, region or city the library does not know: a guessed calendar is worse than none.
 */
export function seatCalendar(seat: Seat, [first, last]: readonly [number, number], own?: CalendarOverride): Calendar {
  const place = placeOf(seat)
  const days = new Map<string, string>()
  // A festival of several days may have begun in the year before.
  for (let year = first - 1; year <= last; year++) {
    for (const { date, name } of publicHolidays(place, year)) days.set(date, name)
  }
  const region = nameOf(place)
  const overrides = [...corrections.filter(c => isIn(region, c.place)), ...(own ? [calendarOverride.parse(own)] : [])]
  const extra: string[] = []
  for (const { add, remove, extra_working_days } of overrides) {
    for (const { date, name } of add) days.set(date, name)
    for (const date of remove) days.delete(date)
    extra.push(...extra_working_days)
  }
  const within = (date: string) => Number(date.slice(0, 4)) >= first && Number(date.slice(0, 4)) <= last
  return makeCalendar({
    region,
    weekend: overrides.findLast(o => o.weekend)?.weekend ?? weekendOf(place.country),
    holidays: [...days].filter(([date]) => within(date)).map(([date, name]) => ({ date, name })),
    extra_working_days: extra.filter(within),
  })
}

/** Years a request received in `year` can need: three months and any pause end in the year after, or the one after that. */
export function yearsAround(year: number): [number, number] {
  return [year - 1, year + 2]
}

/** The calendar as plain data: for the database, the admin's page and the evidence an auditor takes away. */
export function calendarToData(calendar: Calendar): z.output<typeof calendarData> {
  return calendarData.parse({
    region: calendar.region,
    weekend: [...calendar.weekend],
    holidays: [...calendar.holidays].map(([date, name]) => ({ date, name })),
    extra_working_days: [...calendar.extraWorkingDays],
  })
}

/** `GB-SCT` and `CN` hold for themselves and for what lies in them. */
function isIn(region: string, place: string): boolean {
  return region === place || region.startsWith(`${place}-`)
}

/** ISO weekdays of rest. The exceptions are from memory: an organisation there confirms its week as an override. */
function weekendOf(country: string): number[] {
  const fridayAndSaturday = new Set('AF BH DZ EG IQ IL JO KW LY OM QA SA SD SY YE BD'.split(' '))
  return fridayAndSaturday.has(country) ? [5, 6] : [6, 7]
}
