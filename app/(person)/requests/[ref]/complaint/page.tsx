import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { viewComplaint } from '#lib/requests/view-complaint.ts'
import { LetterText } from '../../../../letter-text.tsx'
import { signedInPerson } from '../../../../signed-in-person.ts'
import { complaintText } from './complaint-text.ts'

type Props = { params: Promise<{ ref: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('letters.complaint'))('title'),
})

/** If it was late, refused or incomplete: whom to turn to, a draft to send, and the proofs to enclose. */
export default async function ComplaintPage({ params }: Props) {
  const { ref } = await params
  const actor = await signedInPerson(`/requests/${encodeURIComponent(ref)}/complaint`)
  const found = await viewComplaint(actor, ref)
  if (!found.ok) notFound()
  const t = await getTranslations('letters.complaint')
  const { draft, timeline, ways } = await complaintText(found.value)
  return (
    <>
      <div data-print="no">
        <BackLink href={`/requests/${ref}`} text={(await getTranslations('letters.page'))('back')} />
      </div>
      <h1>{t('title')}</h1>
      <p>{t(`lead.${found.value.ground}`)}</p>
      <p data-print="no">
        <ButtonLink href={`/requests/${ref}/complaint/bundle`}>{t('bundle')}</ButtonLink>
      </p>
      <p className="text-sm text-ink-soft">{t('bundle-holds')}</p>
      <LetterText paragraphs={ways} />
      <h2>{t('draft.title')}</h2>
      <article className="sheet flow p-5 sm:p-6">
        {draft.map(line => (
          <p key={line} className="whitespace-pre-line">
            {line}
          </p>
        ))}
      </article>
      <h2>{t('timeline')}</h2>
      <ol className="grid gap-2">
        {timeline.map((line, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the history only grows at its end.
          <li key={position}>{line}</li>
        ))}
      </ol>
    </>
  )
}
