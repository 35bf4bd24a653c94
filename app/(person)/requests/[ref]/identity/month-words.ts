import { getTranslations } from 'next-intl/server'
import { Temporal } from 'temporal-polyfill'
import { readerLocale } from '../../../../speech.ts'

/** The months by name, so that nobody has to know how a month is written here. */
export async function monthWords() {
  const t = await getTranslations('assurance.person.month')
  const locale = await readerLocale()
  const name = (month: number) =>
    Temporal.PlainDate.from({ year: 2024, month, day: 1 }).toLocaleString(locale === 'qps' ? 'en' : locale, {
      month: 'long',
      calendar: 'gregory',
    })
  const months = Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1), label: name(index + 1) }))
  return {
    month: t('month'),
    year: t('year'),
    yearHint: t('year-hint'),
    months: [{ value: '', label: t('choose') }, ...months],
  }
}
