import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Temporal } from 'temporal-polyfill'
import { BackLink } from '#components/back-link.tsx'
import { type Questions, viewQuestions } from '#lib/assurance/view-questions.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { formWords } from '../../../../form-words.ts'
import { signedInPerson } from '../../../../signed-in-person.ts'
import { readerLocale } from '../../../../speech.ts'
import { answer } from './action.ts'
import { FactsForm, type Posed } from './form.tsx'

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ done?: string | string[] }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('assurance.person'))('title'),
})

/** Questions that only the person and the organisation can answer; nothing we hold is on this page. */
export default async function IdentityPage({ params, searchParams }: Props) {
  const { ref } = await params
  const { done } = await searchParams
  const page = `/requests/${encodeURIComponent(ref)}`
  const seen = await viewQuestions(await signedInPerson(`${page}/identity`), ref)
  if (!seen.ok) notFound()
  const t = await getTranslations('assurance.person')
  const { open } = seen.value
  const ended = done === 'passed' || done === 'failed' ? done : 'none'
  return (
    <>
      <BackLink href={page} text={t('back')} />
      {open ? (
        <>
          <h1>{t('title')}</h1>
          <p>{t('lead')}</p>
          <FactsForm
            action={answer.bind(null, ref)}
            questions={await Promise.all(open.questions.map(pose))}
            declaration={open.level === 'L3' ? t('declaration') : undefined}
            words={{ ...(await formWords(t('send'))), ...(await monthWords()) }}
          >
            <p>{t('how', { left: open.left })}</p>
            <p>{t('after')}</p>
          </FactsForm>
        </>
      ) : (
        <>
          <h1>{t(`${ended}.title`)}</h1>
          <p>{t(`${ended}.text`)}</p>
        </>
      )}
    </>
  )
}

async function pose({ kind, ask, labels }: Questions['questions'][number], index: number): Promise<Posed> {
  const t = await getTranslations('assurance.person')
  const locale = await readerLocale()
  const field = inLanguage(labels.field, locale)
  const label = ask ? inLanguage(ask, locale) : t(kind === 'month' ? 'month.ask' : 'text', { field })
  const where = ask ? undefined : t('in', { collection: inLanguage(labels.collection, locale) })
  const hint = kind === 'phone' ? [where, t('phone-hint')].filter(Boolean).join(' ') : where
  return { name: `fact-${index}`, kind: kind === 'month' ? 'month' : 'line', label, hint }
}

/** The months by name, so that nobody has to know how a month is written here. */
async function monthWords() {
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
