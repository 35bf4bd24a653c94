import type { Temporal } from 'temporal-polyfill'
import { type Locale, localeFacts } from './locales.ts'

/** How much of a date is shown. `long`: Friday 28 February 2025; `medium`: 28 February 2025; `short`: 28 Feb 2025. */
export type DateLength = 'long' | 'medium' | 'short'

const dateParts: Record<DateLength, Intl.DateTimeFormatOptions> = {
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  medium: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short', year: 'numeric' },
}

/** A civil date as people of this language write it. It has no time zone: a due date is the same day everywhere. */
export const formatDate = (locale: Locale, date: Temporal.PlainDate, length: DateLength = 'medium'): string =>
  date.toLocaleString(localeFacts[locale].tag, { ...dateParts[length], calendar: 'gregory' })

/** The day on which an instant falls in `zone` (IANA name, the organisation's). */
export const formatDay = (
  locale: Locale,
  instant: Temporal.Instant,
  zone: string,
  length: DateLength = 'medium',
): string => formatDate(locale, instant.toZonedDateTimeISO(zone).toPlainDate(), length)

/** Day and time of an instant in `zone`, with the zone's short name: "28 Feb 2025, 14:05 GMT", which German data calls GMT+0. */
export const formatTime = (
  locale: Locale,
  instant: Temporal.Instant,
  zone: string,
  length: DateLength = 'short',
): string =>
  instant
    .toLocaleString(localeFacts[locale].tag, {
      ...dateParts[length],
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
      timeZoneName: 'short',
    })
    .replace('GMT+0', 'GMT')

const monthParts = { long: 'long', short: '2-digit' } as const

/** `long`: February 2025; `short`, for the axis of a plot: 02/2025. */
export const formatMonth = (
  locale: Locale,
  month: Temporal.PlainYearMonth,
  length: keyof typeof monthParts = 'long',
): string =>
  month.toPlainDate({ day: 1 }).toLocaleString(localeFacts[locale].tag, {
    month: monthParts[length],
    year: 'numeric',
    calendar: 'gregory',
  })

export const formatNumber = (locale: Locale, value: number | bigint): string =>
  new Intl.NumberFormat(localeFacts[locale].tag).format(value)

/** "Mail, Post und Telefon". */
export const formatList = (locale: Locale, items: readonly string[]): string =>
  new Intl.ListFormat(localeFacts[locale].tag).format(items)

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** A file's size in decimal units (1 kB = 1,000 bytes), with at most one decimal. */
export const formatBytes = (locale: Locale, bytes: number): string => {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), byteUnits.length - 1)
  return new Intl.NumberFormat(localeFacts[locale].tag, {
    style: 'unit',
    unit: byteUnits[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** step)
}
