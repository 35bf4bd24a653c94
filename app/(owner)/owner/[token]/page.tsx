import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { viewOwnerLink } from '#lib/owners/view-owner-link.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { formWords } from '../../../form-words.ts'
import { QuestionForm } from '../../../question-form.tsx'
import { look } from './action.ts'
import { Over } from './over.tsx'

type Props = PageProps<'/owner/[token]'>

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('owners.page'))('title'),
  robots: { index: false, follow: false },
})

/** Where the mail leads: says what is wanted and names nobody before the button. Mail scanners open links too. */
export default async function OwnerPage({ params }: Props) {
  const { token } = await params
  const t = await getTranslations('owners.page')
  const actor = await askingActor()
  if (!(await viewOwnerLink(actor, token)).ok) return <Over />
  const organisation = await viewOrganisation(actor, undefined)
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('what', { organisation: organisation.ok ? organisation.value.name : '' })}</p>
      <p>{t('button-text')}</p>
      <QuestionForm action={look.bind(null, token)} words={await formWords(t('button'))} />
    </>
  )
}
