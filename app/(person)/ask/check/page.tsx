import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { BackLink } from '#components/back-link.tsx'
import { SummaryList } from '#components/summary-list.tsx'
import { Untrusted } from '#components/untrusted.tsx'
import { nextQuestion, type Question, questions, readDraft } from '#lib/web/ask-draft.ts'
import { countryName } from '../../../country-names.ts'
import { formWords } from '../../../form-words.ts'
import { QuestionForm } from '../../../question-form.tsx'
import { sendRequest } from './action.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('person.ask'))('check.title'),
})

/** All answers, each with the way back to it, before the request is sent. */
export default async function CheckPage() {
  const draft = await readDraft()
  const missing = nextQuestion(draft)
  if (missing) redirect(`/ask/${missing}`)
  const t = await getTranslations('person.ask')
  const shell = await getTranslations('shell')
  const words = { california: t('country.california'), other: t('country.other') }
  const answers: Record<Question, ReactNode> = {
    address: <bdi dir="ltr">{draft.address}</bdi>,
    country: countryName(await getLocale(), draft.country ?? 'other', words),
    relation: t(`relation.${draft.relation ?? 'other'}`),
    message: draft.message ? <Untrusted text={draft.message} /> : t('message.nothing'),
  }
  return (
    <>
      <BackLink href="/ask/message" text={shell('back')} />
      <h1>{t('check.title')}</h1>
      <SummaryList
        rows={questions.map(question => ({
          key: question,
          label: t(`${question}.short`),
          value: answers[question],
          change: { href: `/ask/${question}`, text: shell('form.change'), about: t(`${question}.short`) },
        }))}
      />
      <h2>{t('check.then.title')}</h2>
      <p>{t('check.then.text')}</p>
      <QuestionForm action={sendRequest} words={await formWords(t('check.send'))} />
    </>
  )
}
