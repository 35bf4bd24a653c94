import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import { formatNumber } from '#lib/i18n/formats.ts'
import { isLocale } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { describeReason } from '#lib/sources/describe.ts'
import type { Stop } from '#lib/sources/known-map.ts'
import type { Tried } from '#lib/sources/try-address.ts'

/** The result of a dry run in the reader's language. */
export type TriedWords = {
  summary: string
  remarks: string[]
  rows: {
    key: string
    label: string
    place: string
    ended: string
    tone: 'success' | 'neutral' | 'danger'
    count: string
    why: string
    steps: string[]
    purpose: string
  }[]
}

const tones = { found: 'success', empty: 'neutral', failed: 'danger', unreachable: 'neutral' } as const

export async function sayTried({ collections, notAsked, unsound }: Tried): Promise<TriedWords> {
  const t = await getTranslations('health.trial')
  const chosen = await getLocale()
  const locale = isLocale(chosen) ? chosen : 'en'
  const reasons = createTranslator(locale, 'sources')
  const found = collections.filter(({ result }) => result === 'found')
  const failed = collections.filter(({ result }) => result === 'failed').length
  const step = ({ text, collection, field }: Stop) =>
    collection
      ? [inLanguage(collection, locale), field && inLanguage(field, locale)].filter(Boolean).join(': ')
      : text === 'email'
        ? t('from')
        : text
  return {
    summary: t('summary', {
      records: found.reduce((sum, { count }) => sum + count, 0),
      ...{ found: found.length, total: collections.length },
    }),
    remarks: [
      ...(failed > 0 ? [t('failed', { count: failed })] : []),
      ...(notAsked.length > 0 ? [t('not-asked', { sources: notAsked.join(', ') })] : []),
      ...(unsound.length > 0 ? [t('unsound', { sources: unsound.join(', ') })] : []),
    ],
    rows: collections.map(({ dataset, collection, facts, result, count, reason, stops }) => ({
      key: `${dataset}.${collection}`,
      label: inLanguage(facts?.label ?? collection, locale),
      place: `${dataset}.${collection}`,
      ended: t(`ended-as.${result}`),
      tone: tones[result],
      count: formatNumber(locale, count),
      why: reason === null ? '' : describeReason(reasons, reason),
      steps: stops.map(step),
      purpose: facts ? inLanguage(facts.purpose, locale) : '',
    })),
  }
}
