import { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { type Calendar, restReason } from '#lib/deadlines/calendar.ts'
import { type CalendarOverride, seatCalendar } from '#lib/deadlines/holidays.ts'
import type { Seat } from '#lib/deadlines/library-holidays.ts'
import { readDays, type SetDay } from './store.ts'

/** Step: the calendar of the seat as it stands now, the published one corrected by this house. */
export async function houseCalendar(tx: Tx, seat: Seat, years: readonly [number, number]): Promise<Calendar> {
  return withHouseDays(seat, years, await readDays(tx))
}

/** Pure. A day on which everybody works loses its holiday, and is a make-up working day where it still would be rest. */
export function withHouseDays(seat: Seat, years: readonly [number, number], days: readonly SetDay[]): Calendar {
  const work = days.filter(({ treatAs }) => treatAs === 'work').map(({ day }) => day)
  const own: CalendarOverride = {
    add: days.filter(({ treatAs }) => treatAs === 'rest').map(({ day, name }) => ({ date: day, name })),
    remove: work,
  }
  const corrected = seatCalendar(seat, years, own)
  const still = work.filter(day => restReason(corrected, Temporal.PlainDate.from(day)) !== undefined)
  return still.length === 0 ? corrected : seatCalendar(seat, years, { ...own, extra_working_days: still })
}
