import { getTranslations } from 'next-intl/server'
import type { Questions } from '#lib/assurance/view-questions.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { readerLocale } from '../../../../speech.ts'
import type { Posed } from './form.tsx'

/** One question in the reader's language: the map's own sentence, else one made from its labels. */
export async function pose({ kind, ask, labels }: Questions['questions'][number], index: number): Promise<Posed> {
  const t = await getTranslations('assurance.person')
  const locale = await readerLocale()
  const field = inLanguage(labels.field, locale)
  const label = ask ? inLanguage(ask, locale) : t(kind === 'month' ? 'month.ask' : 'text', { field })
  const where = ask ? undefined : t('in', { collection: inLanguage(labels.collection, locale) })
  const hint = kind === 'phone' ? [where, t('phone-hint')].filter(Boolean).join(' ') : where
  return { name: `fact-${index}`, kind: kind === 'month' ? 'month' : 'line', label, hint }
}
