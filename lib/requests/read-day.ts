import { Temporal } from 'temporal-polyfill'

/** Why a text is not the day on which something came. */
export type NoDay = 'missing' | 'unreadable' | 'future'

/** The day on which something came, as an instant of a zone: noon, or now where noon is still to come. Pure. */
export function readDay(
  text: string,
  now: Temporal.Instant,
  zone: string,
): { day: Temporal.PlainDate; at: Temporal.Instant } | NoDay {
  if (text === '') return 'missing'
  let day: Temporal.PlainDate
  try {
    day = Temporal.PlainDate.from(text)
  } catch {
    return 'unreadable'
  }
  if (Temporal.PlainDate.compare(day, now.toZonedDateTimeISO(zone).toPlainDate()) > 0) return 'future'
  const noon = day.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).toInstant()
  return { day, at: Temporal.Instant.compare(noon, now) > 0 ? now : noon }
}
