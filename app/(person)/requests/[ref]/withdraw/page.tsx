import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { viewOwnRequest } from '#lib/requests/view-own-request.ts'
import { formWords } from '../../../../form-words.ts'
import { QuestionForm } from '../../../../question-form.tsx'
import { signedInPerson } from '../../../../signed-in-person.ts'
import { withdraw } from './action.ts'

type Props = { params: Promise<{ ref: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('person.withdraw'))('title'),
})

/** Asks once more before a request is taken back: it cannot be undone. */
export default async function WithdrawPage({ params }: Props) {
  const { ref } = await params
  const page = `/requests/${encodeURIComponent(ref)}`
  const found = await viewOwnRequest(await signedInPerson(`${page}/withdraw`), ref)
  if (!found.ok) notFound()
  if (!found.value.maySay.withdraw) redirect(page)
  const t = await getTranslations('person.withdraw')
  return (
    <>
      <BackLink href={page} text={t('back')} />
      <h1>{t('title')}</h1>
      <p>{t('text')}</p>
      <p>{t('final')}</p>
      <QuestionForm action={withdraw.bind(null, ref)} words={await formWords(t('button'))} tone="danger" />
    </>
  )
}
