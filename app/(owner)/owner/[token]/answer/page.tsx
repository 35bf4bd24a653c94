import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { KeyValue } from '#components/key-value.tsx'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { formatTime } from '#lib/i18n/formats.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { ownerAnswers } from '#lib/owners/owner-words.ts'
import { viewOwnerQuestion } from '#lib/owners/view-owner-link.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { hasPressed } from '#lib/web/owner-visit.ts'
import { formWords } from '../../../../form-words.ts'
import { QuestionForm } from '../../../../question-form.tsx'
import { Over } from '../over.tsx'
import { answer } from './action.ts'
import { Files } from './files.tsx'

type Props = PageProps<'/owner/[token]/answer'>

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('owners.page.question'))('title'),
  robots: { index: false, follow: false },
})

/** Whose data is looked for and where, what was given so far, and the answer. Only for the browser that pressed the button. */
export default async function AnswerPage({ params, searchParams }: Props) {
  const { token } = await params
  if (!(await hasPressed(token))) redirect(`/owner/${encodeURIComponent(token)}`)
  const { added, removed, problem } = await searchParams
  const t = await getTranslations('owners.page')
  const locale = (await getLocale()) as Locale
  const actor = await askingActor()
  const found = await viewOwnerQuestion(actor, token)
  if (!found.ok) return <Over />
  const { label, addresses, dueAt, instead, files } = found.value
  const organisation = await viewOrganisation(actor, undefined)
  const zone = organisation.ok ? organisation.value.zone : 'UTC'
  return (
    <>
      <h1>{t('question.title')}</h1>
      {instead && <Notice tone="info">{t('question.instead')}</Notice>}
      <KeyValue
        facts={[
          {
            key: 'whose',
            label: t('question.whose'),
            value: addresses.map(address => (
              <bdi key={address} className="block wrap-anywhere">
                {address}
              </bdi>
            )),
          },
          { key: 'place', label: t('question.place'), value: inLanguage(label, locale) },
          { key: 'until', label: t('question.until'), value: formatTime(locale, dueAt, zone) },
        ]}
      />
      {addresses.length > 1 && <p>{t('question.also')}</p>}
      <Files
        token={token}
        files={files}
        added={Number(added) || 0}
        removed={removed === 'yes'}
        problem={typeof problem === 'string' ? problem : undefined}
      />
      <Sheet id="answer-title" title={t('answer.title')}>
        <QuestionForm
          action={answer.bind(null, token)}
          label={t('answer.title')}
          questions={[
            {
              kind: 'choice',
              name: 'answer',
              label: t('answer.question'),
              choices: ownerAnswers.map(value => ({
                value,
                label: t(`answer.${value}`),
                hint: value === 'nothing' ? undefined : t(`answer.${value}-hint`),
              })),
            },
            { kind: 'text', name: 'note', label: t('answer.note'), hint: t('answer.note-hint'), maxLength: 4000 },
          ]}
          words={await formWords(t('answer.submit'))}
        >
          <p>{t('answer.final')}</p>
        </QuestionForm>
      </Sheet>
    </>
  )
}
