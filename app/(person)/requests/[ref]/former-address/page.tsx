import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { Notice } from '#components/notice.tsx'
import { viewOwnRequest } from '#lib/requests/view-own-request.ts'
import { formWords } from '../../../../form-words.ts'
import { QuestionForm } from '../../../../question-form.tsx'
import { signedInPerson } from '../../../../signed-in-person.ts'
import { nameAddress } from './action.ts'

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ done?: string | string[] }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('assurance.person.former'))('page.title'),
})

/** Asks for an address the person reads no more, and says what follows before they name one. */
export default async function FormerAddressPage({ params, searchParams }: Props) {
  const { ref } = await params
  const { done } = await searchParams
  const page = `/requests/${encodeURIComponent(ref)}`
  const found = await viewOwnRequest(await signedInPerson(`${page}/former-address`), ref)
  if (!found.ok) notFound()
  const t = await getTranslations('assurance.person.former')
  const person = await getTranslations('assurance.person')
  const open = found.value.status === 'review' || found.value.status === 'ready'
  return (
    <>
      <BackLink href={page} text={person('back')} />
      {done === 'yes' && (
        <Notice tone="success" announce="status">
          <p>{t('page.done')}</p>
        </Notice>
      )}
      <h1>{t('page.title')}</h1>
      <p>{t('text')}</p>
      {open ? (
        <QuestionForm
          action={nameAddress.bind(null, ref)}
          questions={[{ kind: 'address', name: 'address', label: t('page.label'), hint: t('page.hint') }]}
          words={await formWords(t('page.button'))}
        />
      ) : (
        <p>{t('page.wait')}</p>
      )}
    </>
  )
}
