import { Temporal } from 'temporal-polyfill'
import { formatDate, formatTime } from '#lib/i18n/formats.ts'
import { defaultLocale, isLocale, type Locale } from '#lib/i18n/locales.ts'
import { createTranslator, MissingSentence } from '#lib/i18n/translator.ts'
import { describeReason } from '#lib/sources/describe.ts'
import { isCountedElsewhere } from '#lib/sources/gap.ts'
import type { Coverage, PackagedValue, PackageHead } from './content.ts'
import { groundOf, partlyOf } from './leaf.ts'
import { ownDataset } from './own-dataset.ts'
import type { Translate } from './writer.ts'

/** A value as people read it in the PDF and on the page. Texts and numbers stay exactly as they are; the rest becomes words. */
export const valueWords = (value: PackagedValue, t: Translate): string => {
  const ground = groundOf(value)
  if (ground) return t('value.redacted', { ground: t(`ground.${ground}`) })
  const partly = partlyOf(value)
  if (partly) {
    const said = partly.redactedParts.map(part =>
      t('value.parts', { count: part.count, ground: t(`ground.${part.ground}`) }),
    )
    return [partly.text, ...said].join(' ')
  }
  if (value === null) return t('value.none')
  if (value === '') return t('value.empty')
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
  if (typeof value === 'number') return JSON.stringify(value)
  return t(Array.isArray(value) ? 'value.empty-list' : 'value.empty-object')
}

/** An ISO 8601 period in words: `P1Y6M` is "1 year, 6 months". What is not a period stays as the map says it. */
export const periodWords = (period: string, t: Translate): string => {
  let duration: Temporal.Duration
  try {
    duration = Temporal.Duration.from(period)
  } catch {
    return period
  }
  const parts = (['years', 'months', 'weeks', 'days', 'hours'] as const)
    .filter(unit => duration[unit] !== 0)
    .map(unit => t(`period.${unit}`, { count: duration[unit] }))
  return parts.length > 0 ? parts.join(', ') : period
}

/** The language of a package among those the portal speaks. */
export const languageOf = (locale: string): Locale => (isLocale(locale) ? locale : defaultLocale)

/** An instant (ISO 8601 UTC) as day, month, year and time in a zone, with the zone's name. */
export const instantWords = (instant: string, zone: string, locale: string): string =>
  formatTime(languageOf(locale), Temporal.Instant.from(instant), zone, 'medium')

/** A civil date (`2026-03-31`) in words, with its weekday. */
export const dateWords = (date: string, locale: string): string =>
  formatDate(languageOf(locale), Temporal.PlainDate.from(date), 'long')

/** Why something is not in the copy: the ground of an officer, or the code with which a search ended. */
export const reasonWords = (text: string, locale: string, t: Translate): string => {
  const ground = groundOf({ redacted: text } as PackagedValue)
  if (ground) return t(`ground.${ground}`)
  try {
    return describeReason(createTranslator(languageOf(locale), 'sources'), text)
  } catch (error) {
    if (error instanceof MissingSentence) return text
    throw error
  }
}

/** How the search ended, counted by collections. A view is none: its rows are counted in the tables it reads. */
export const countCoverage = (all: Coverage[]) => {
  // What the portal itself knows of the request is no finding: whoever asks would never hear "nothing".
  const coverage = all.filter(row => row.dataset !== ownDataset && !isCountedElsewhere(row))
  const ended = (...results: Coverage['result'][]) => coverage.filter(row => results.includes(row.result)).length
  const records = coverage.reduce((sum, { count }) => sum + count, 0)
  const counts = {
    total: coverage.length,
    records,
    found: ended('found'),
    empty: ended('empty'),
    withheld: ended('withheld'),
  }
  return { ...counts, searched: counts.found + counts.empty + counts.withheld, missed: ended('failed', 'unreachable') }
}

/** What the answer comes down to; each has its own opening sentence. */
export type Outcome = 'data' | 'nothing' | 'unknown' | 'held-back'

export const outcomeOf = (head: PackageHead): Outcome => {
  const counts = countCoverage(head.coverage)
  if (counts.found > 0) return 'data'
  if (counts.withheld > 0) return 'held-back'
  return head.complete ? 'nothing' : 'unknown'
}
