import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { Temporal } from 'temporal-polyfill'
import { formatDate, formatNumber, formatTime } from '#lib/i18n/formats.ts'
import { defaultLocale, isLocale, type Locale } from '#lib/i18n/locales.ts'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { currentActor } from '#lib/web/current-actor.ts'

/** Who reads, in which language, and how dates of this organisation are written. Once per visit. */
export const here = cache(async () => {
  const actor = await currentActor()
  const typed = await getLocale()
  const locale: Locale = isLocale(typed) ? typed : defaultLocale
  const found = await viewOrganisation(actor, undefined)
  const organisation = found.ok ? found.value : undefined
  const zone = organisation?.zone ?? 'UTC'
  const laws = await getTranslations('history.rules')
  return {
    actor,
    locale,
    organisation,
    zone,
    /** A rule by the name of its law. */
    law: (rule: string) => laws(rule.replaceAll('.', '_')),
    number: (value: number) => formatNumber(locale, value),
    day: (day: Temporal.PlainDate) => formatDate(locale, day, 'short'),
    time: (instant: Temporal.Instant) => formatTime(locale, instant, zone),
    formats: {
      date: (iso: string) => formatDate(locale, Temporal.PlainDate.from(iso), 'short'),
      instant: (iso: string) => formatTime(locale, Temporal.Instant.from(iso), zone),
    },
  }
})

export type SearchParams = Promise<{ [name: string]: string | string[] | undefined }>

/** An address with these parameters; what is undefined is left out. */
export function withQuery(path: string, parameters: { [name: string]: string | undefined }): string {
  const query = new URLSearchParams(
    Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''),
  ).toString()
  return query ? `${path}?${query}` : path
}
