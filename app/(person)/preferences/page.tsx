import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { formWords } from '../../form-words.ts'
import { QuestionForm } from '../../question-form.tsx'
import { stop } from './action.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('preferences'))('title'),
})

/** Opting out of advertising: an address, one page, one button (16 CFR 316.5). */
export default async function PreferencesPage() {
  const t = await getTranslations('preferences')
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      <QuestionForm
        action={stop}
        questions={[{ kind: 'address', name: 'address', label: t('label') }]}
        words={await formWords(t('button'))}
      />
      <p className="text-ink-soft">{t('data')}</p>
      <p className="text-ink-soft">{t('again')}</p>
      <p>
        {t('copy')} <a href="/ask">{t('ask')}</a>
      </p>
    </>
  )
}
