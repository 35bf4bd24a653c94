import { Temporal } from 'temporal-polyfill'
import type { Derivation } from './due.ts'

/** Days before the safe date on which the assignee and the team are reminded. */
export const reminderDays = [14, 7, 3, 1] as const

export type Reminder = { daysBefore: (typeof reminderDays)[number]; on: Temporal.PlainDate }

type Dated = Pick<Derivation, 'startDate' | 'safeDate'>

/**
 * The reminders of one duty, earliest first. They count from the safe date: who is reminded of the latest defensible
 * reading is reminded too late. A short period (Korea, ten days) has fewer of them: none falls on or before the start.
 */
export function remindersOf({ startDate, safeDate }: Dated): Reminder[] {
  return reminderDays
    .map(daysBefore => ({ daysBefore, on: safeDate.subtract({ days: daysBefore }) }))
    .filter(reminder => Temporal.PlainDate.compare(reminder.on, startDate) > 0)
}

/** The most urgent reminder whose day has come by `today`, a civil date of the controller; undefined before the first. */
export function latestReminder(dated: Dated, today: Temporal.PlainDate): Reminder | undefined {
  return remindersOf(dated).findLast(reminder => Temporal.PlainDate.compare(reminder.on, today) <= 0)
}
