import { Temporal } from 'temporal-polyfill'
import type { Calendar } from './calendar.ts'

/** A day an admin should look at before confirming a calendar. */
export type ComingDay = { date: string; kind: 'holiday' | 'working-day'; name: string }

/** Holidays and make-up working days of the months ahead, by date: what the admin confirms once a year. */
export function comingDays(calendar: Calendar, from: Temporal.PlainDate, months = 24): ComingDay[] {
  const end = from.add({ months })
  const ahead = ({ date }: ComingDay) =>
    Temporal.PlainDate.compare(date, from) >= 0 && Temporal.PlainDate.compare(date, end) < 0
  return [
    ...[...calendar.holidays].map(([date, name]) => ({ date, kind: 'holiday' as const, name })),
    ...[...calendar.extraWorkingDays].map(date => ({ date, kind: 'working-day' as const, name: '' })),
  ]
    .filter(ahead)
    .toSorted((a, b) => a.date.localeCompare(b.date))
}
