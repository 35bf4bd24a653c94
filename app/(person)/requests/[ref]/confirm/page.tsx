import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { viewOwnAddress } from '#lib/identity/view-own-address.ts'
import { formWords } from '../../../../form-words.ts'
import { QuestionForm } from '../../../../question-form.tsx'
import { signedInPerson } from '../../../../signed-in-person.ts'
import { sendConfirmation } from './action.ts'

type Props = { params: Promise<{ ref: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('person.confirm'))('title'),
})

/** Before data leaves, the mailbox is proved again: somebody else may sit at this device by now. */
export default async function ConfirmPage({ params }: Props) {
  const { ref } = await params
  const page = `/requests/${encodeURIComponent(ref)}`
  const own = await viewOwnAddress(await signedInPerson(page), undefined)
  if (!own.ok) notFound()
  const t = await getTranslations('person.confirm')
  return (
    <>
      <BackLink href={page} text={t('back')} />
      <h1>{t('title')}</h1>
      <p>{t('text')}</p>
      <p>{t.rich('to', { address: () => <strong className="wrap-anywhere">{own.value}</strong> })}</p>
      <QuestionForm action={sendConfirmation.bind(null, ref)} words={await formWords(t('button'))} />
    </>
  )
}
