import { Temporal } from 'temporal-polyfill'

/** A name of the tz database or a fixed offset; Temporal would also read a zone out of a whole timestamp. */
const shape = /^(?:[A-Za-z][A-Za-z0-9._+-]*(?:\/[A-Za-z0-9._+-]+)*|[+-]\d{2}:\d{2})$/
const anyDay = Temporal.PlainDate.from('2000-01-01')

/** Whether the controller's zone exists. */
export function isZone(zone: string): boolean {
  if (!shape.test(zone)) return false
  try {
    anyDay.toZonedDateTime(zone)
    return true
  } catch {
    return false
  }
}

/** The civil date of an instant where the controller is: the UTC date is wrong for hours of every day. */
export function civilDate(at: Temporal.Instant, zone: string): Temporal.PlainDate {
  return at.toZonedDateTimeISO(zone).toPlainDate()
}

/** The first instant after a civil day, right across summer time and days a zone never had (Samoa, 30 December 2011). */
export function endOfDay(day: Temporal.PlainDate, zone: string): Temporal.Instant {
  return day.add({ days: 1 }).toZonedDateTime(zone).toInstant()
}
