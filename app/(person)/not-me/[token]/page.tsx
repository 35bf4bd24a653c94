import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { viewAlert } from '#lib/assurance/view-alert.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { formWords } from '../../../form-words.ts'
import { QuestionForm } from '../../../question-form.tsx'
import { contest } from './action.ts'

type Props = { params: Promise<{ token: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('assurance.person.not-me'))('title'),
  robots: { index: false, follow: false },
})

/** "This was not me", said at a button and not by opening a link: mail scanners open links too. */
export default async function NotMePage({ params }: Props) {
  const { token } = await params
  const t = await getTranslations('assurance.person.not-me')
  const found = await viewAlert(await askingActor(), token)
  if (!found.ok)
    return (
      <>
        <h1>{t('unknown.title')}</h1>
        <p>{t.rich('unknown.text', { notice: words => <a href="/notice">{words}</a> })}</p>
      </>
    )
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('text')}</p>
      <p>{t('nothing')}</p>
      <QuestionForm action={contest.bind(null, token)} words={await formWords(t('button'))} />
    </>
  )
}
