import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { formWords } from '../../../../form-words.ts'
import { QuestionForm } from '../../../../question-form.tsx'
import { disown } from './action.ts'

type Props = { params: Promise<{ token: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('person.verify'))('not-me.title'),
  robots: { index: false, follow: false },
})

/** "This was not me": says what will happen, and does it only at the button. */
export default async function NotMePage({ params }: Props) {
  const { token } = await params
  const t = await getTranslations('person.verify.not-me')
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('text')}</p>
      <p>{t('nothing')}</p>
      <QuestionForm action={disown.bind(null, token)} words={await formWords(t('button'))} />
    </>
  )
}
