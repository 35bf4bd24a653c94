import 'server-only'
import { notFound, redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { cache } from 'react'
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '#lib/access/actor.ts'
import type { Formats } from '#lib/history/sentence-of.ts'
import { type DateLength, formatDate, formatTime } from '#lib/i18n/formats.ts'
import { isLocale, type Locale } from '#lib/i18n/locales.ts'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { currentActor } from '#lib/web/current-actor.ts'

export type Desk = {
  actor: Extract<Actor, { kind: 'officer' | 'admin' }>
  /** The organisation's name; undefined until an admin has set it. */
  organisation: string | undefined
  zone: string
  locale: Locale
  date: (date: Temporal.PlainDate, length?: DateLength) => string
  time: (instant: Temporal.Instant) => string
  /** For the sentences of the history. */
  formats: Formats
}

/**
 * Who sits at the desk, and how dates are said to them: once per request. A visitor is shown the staff's sign-in; for anybody
 * else there is no desk. This only spares a denied look: each view and verb decides for itself.
 */
export const desk = cache(async (): Promise<Desk> => {
  const actor = await currentActor()
  if (actor.kind === 'visitor') redirect('/staff')
  if (actor.kind !== 'officer' && actor.kind !== 'admin') notFound()
  const found = await viewOrganisation(actor, undefined)
  const chosen = await getLocale()
  const locale = isLocale(chosen) ? chosen : 'en'
  const zone = found.ok ? found.value.zone : 'UTC'
  const date: Desk['date'] = (day, length = 'medium') => formatDate(locale, day, length)
  const time: Desk['time'] = instant => formatTime(locale, instant, zone)
  return {
    actor,
    organisation: found.ok ? found.value.name : undefined,
    zone,
    locale,
    date,
    time,
    formats: { date: iso => date(Temporal.PlainDate.from(iso)), instant: iso => time(Temporal.Instant.from(iso)) },
  }
})
