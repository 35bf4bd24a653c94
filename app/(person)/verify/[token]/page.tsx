import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { viewLink } from '#lib/identity/view-link.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { formWords } from '../../../form-words.ts'
import { QuestionForm } from '../../../question-form.tsx'
import { prove, renew } from './action.ts'

type Props = { params: Promise<{ token: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('person.verify'))('title'),
  robots: { index: false, follow: false },
})

/** Opening a link consumes nothing, however often: mail scanners open links too. Only the button's POST proves the mailbox. */
export default async function VerifyPage({ params }: Props) {
  const { token } = await params
  const t = await getTranslations('person.verify')
  const found = await viewLink(await askingActor(), token)
  if (!found.ok)
    return (
      <>
        <h1>{t('unknown.title')}</h1>
        <p>{t('unknown.text')}</p>
        <p>{t('unknown.next')}</p>
        <ButtonLink href="/sign-in">{t('unknown.button')}</ButtonLink>
      </>
    )
  const { state, purpose } = found.value
  if (state === 'expired')
    return (
      <>
        <h1>{t('expired.title')}</h1>
        <p>{t('expired.text')}</p>
        <QuestionForm action={renew.bind(null, token)} words={await formWords(t('expired.button'))} />
      </>
    )
  return (
    <>
      <h1>{t(`${purpose}.title`)}</h1>
      <p>{t(`${purpose}.text`)}</p>
      <QuestionForm action={prove.bind(null, token)} words={await formWords(t(`${purpose}.button`))} />
      <p>
        {t('not-me.question')} <a href={`/verify/${encodeURIComponent(token)}/not-me`}>{t('not-me.link')}</a>
      </p>
    </>
  )
}
