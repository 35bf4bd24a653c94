import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { type DisputeKind, disputeKinds } from '#lib/disputes/dispute-words.ts'
import { viewOwnDisputes } from '#lib/disputes/view-own-disputes.ts'
import { formWords } from '../../../../../form-words.ts'
import { QuestionForm } from '../../../../../question-form.tsx'
import { signedInPerson } from '../../../../../signed-in-person.ts'
import { raise } from './action.ts'

type Props = { params: Promise<{ ref: string; kind: string }> }

const kindOf = (kind: string): DisputeKind => disputeKinds.find(one => one === kind) ?? notFound()

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('disputes.person')
  return { title: t(`${kindOf((await params).kind)}.title`) }
}

/** A complaint or an appeal in the person's own words. */
export default async function ObjectPage({ params }: Props) {
  const { ref, kind: named } = await params
  const kind = kindOf(named)
  const page = `/requests/${encodeURIComponent(ref)}`
  const found = await viewOwnDisputes(await signedInPerson(`${page}/object/${kind}`), ref)
  if (!found.ok) notFound()
  if (!found.value.mayRaise.includes(kind)) redirect(page)
  const t = await getTranslations('disputes.person')
  return (
    <>
      <BackLink href={page} text={t('back')} />
      <h1>{t(`${kind}.title`)}</h1>
      <p>{t(`${kind}.offer`)}</p>
      <QuestionForm
        action={raise.bind(null, ref, kind)}
        questions={[{ kind: 'text', name: 'text', label: t(`${kind}.text`), hint: t('hint'), maxLength: 4000 }]}
        words={await formWords(t(`${kind}.button`))}
      />
    </>
  )
}
