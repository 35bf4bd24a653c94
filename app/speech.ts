import { getLocale } from 'next-intl/server'
import { Temporal } from 'temporal-polyfill'
import { formatDate, formatDay, formatTime } from '#lib/i18n/formats.ts'
import { isLocale, type Locale } from '#lib/i18n/locales.ts'

/** The reader's language. */
export async function readerLocale(): Promise<Locale> {
  const said = await getLocale()
  return isLocale(said) ? said : 'en'
}

/** How dates and instants (ISO 8601 or Temporal) read in the reader's language and the organisation's zone. */
export async function speechIn(zone: string) {
  const locale = await readerLocale()
  return {
    locale,
    date: (date: Temporal.PlainDate | string) => formatDate(locale, Temporal.PlainDate.from(date)),
    longDate: (date: Temporal.PlainDate | string) => formatDate(locale, Temporal.PlainDate.from(date), 'long'),
    day: (at: Temporal.Instant) => formatDay(locale, at, zone),
    instant: (at: Temporal.Instant | string) => formatTime(locale, Temporal.Instant.from(at), zone),
  }
}

export type Speech = Awaited<ReturnType<typeof speechIn>>
