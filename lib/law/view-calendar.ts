import { desc } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { type ComingDay, comingDays } from '#lib/deadlines/coming-days.ts'
import { isWeaklyKnown } from '#lib/deadlines/holidays.ts'
import { readStaff } from '#lib/identity/staff-store.ts'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { houseCalendar } from './house-calendar.ts'
import { findCalendarConfirmation, readDays } from './store.ts'
import { calendarDays } from './table.ts'

export type CalendarOnDesk = {
  seat: string
  version: string
  weekend: number[]
  weak: boolean
  days: (ComingDay & { own: boolean })[]
  confirmed: { at: Temporal.Instant; by: string; until: Temporal.PlainDate } | null
  /** Within a year, and for the seat as it is now. */
  current: boolean
  said: { day: Temporal.PlainDate; treatAs: string; name: string; reason: string; by: string; at: Temporal.Instant }[]
}

/** The days of rest of the coming 24 months as dates are counted with them, and what this house changed in them. */
export const viewCalendar = view({
  permission: 'law:read',
  async run({ tx, now }, _query: undefined): Promise<CalendarOnDesk | undefined> {
    const organisation = await readOrganisation(tx)
    if (!organisation) return undefined
    const today = now.toZonedDateTimeISO(organisation.zone).toPlainDate()
    const calendar = await houseCalendar(tx, organisation, [today.year, today.year + 2])
    const staff = await readStaff(tx)
    const name = (id: string) => staff.get(id)?.name ?? ''
    const own = new Set((await readDays(tx)).filter(one => one.treatAs !== 'as-published').map(({ day }) => day))
    const confirmation = await findCalendarConfirmation(tx, calendar.region)
    const said = await tx
      .select()
      .from(calendarDays)
      .orderBy(desc(calendarDays.setAt), desc(calendarDays.id))
      .limit(100)
    return {
      seat: calendar.region,
      version: calendar.version,
      weekend: [...calendar.weekend].sort(),
      weak: isWeaklyKnown(organisation),
      days: comingDays(calendar, today).map(day => ({ ...day, own: own.has(day.date) })),
      confirmed: confirmation
        ? { at: confirmation.confirmedAt, by: name(confirmation.confirmedBy), until: confirmation.until }
        : null,
      current: isCurrent(confirmation?.confirmedAt, now),
      said: said.map(({ day, treatAs, name: called, reason, setBy, setAt }) => ({
        ...{ day, treatAs, name: called, reason, by: name(setBy), at: setAt },
      })),
    }
  },
})

/** Whether the days ahead were looked at within a year: the desk warns where they were not. */
export const viewCalendarWarning = view({
  permission: 'request:read',
  async run({ tx, now }, _query: undefined): Promise<{ confirmed: boolean } | undefined> {
    const organisation = await readOrganisation(tx)
    if (!organisation) return undefined
    const year = now.toZonedDateTimeISO(organisation.zone).year
    const { region } = await houseCalendar(tx, organisation, [year, year])
    return { confirmed: isCurrent((await findCalendarConfirmation(tx, region))?.confirmedAt, now) }
  },
})

const isCurrent = (at: Temporal.Instant | undefined, now: Temporal.Instant): boolean =>
  at !== undefined && at.until(now).total('hours') <= 366 * 24
