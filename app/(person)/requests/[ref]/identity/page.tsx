import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { viewQuestions } from '#lib/assurance/view-questions.ts'
import { formWords } from '../../../../form-words.ts'
import { signedInPerson } from '../../../../signed-in-person.ts'
import { answer } from './action.ts'
import { FactsForm } from './form.tsx'
import { monthWords } from './month-words.ts'
import { pose } from './pose.ts'

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
