import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { addressOfLink } from '#lib/preferences/unsubscribe-link.ts'
import { formWords } from '../../../form-words.ts'
import { QuestionForm } from '../../../question-form.tsx'
import { stopByLink } from '../action.ts'

type Props = { params: Promise<{ token: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('preferences'))('title'),
  robots: { index: false, follow: false },
})

/** The link of a mailing. It does nothing by being opened, because mail scanners open links too; the button does. */
export default async function StopPage({ params }: Props) {
  const { token } = await params
  const t = await getTranslations('preferences')
  const address = addressOfLink(token)
  if (!address)
    return (
      <>
        <h1>{t('unknown.title')}</h1>
        <p>{t('unknown.text')}</p>
        <ButtonLink href="/preferences">{t('unknown.button')}</ButtonLink>
      </>
    )
  return (
    <>
      <h1>{t('link.title')}</h1>
      <p>{t.rich('link.text', { address: () => <strong className="wrap-anywhere">{address}</strong> })}</p>
      <QuestionForm action={stopByLink.bind(null, token)} words={await formWords(t('link.button'))} />
    </>
  )
}
