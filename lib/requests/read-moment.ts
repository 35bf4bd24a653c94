import { Temporal } from 'temporal-polyfill'

/**
 * A day and a time of day as somebody typed them, in the organisation's zone; both empty is now. Pure.
 * @returns the message key of what is wrong with it, where something is.
 */
export function readMoment(day: string, time: string, now: Temporal.Instant, zone: string): Temporal.Instant | string {
  if (day === '' && time === '') return now
  try {
    const at = Temporal.PlainDateTime.from(`${day}T${time || '00:00'}`)
      .toZonedDateTime(zone)
      .toInstant()
    return Temporal.Instant.compare(at, now) > 0 ? 'moment.future' : at
  } catch {
    return 'moment.unreadable'
  }
}
