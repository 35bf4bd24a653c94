import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { KeyValue } from '#components/key-value.tsx'
import { Notice } from '#components/notice.tsx'
import { Time } from '#components/time.tsx'
import { viewMail } from '#lib/demo/view-mailbox.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { demoOnly } from '#lib/web/demo-visit.ts'
import { speechIn } from '../../../speech.ts'

type Props = { params: Promise<{ id: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('demo'))('mailbox.title'),
})

/** One mail as its reader would see it, with links that work. */
export default async function MailPage({ params }: Props) {
  await demoOnly()
  const t = await getTranslations('demo.mailbox')
  const found = await viewMail(await askingActor(), (await params).id)
  if (!found.ok) notFound()
  const { subject, from, to, at, copy, html, zone } = found.value
  const speech = await speechIn(zone)
  return (
    <>
      <BackLink href="/demo/mailbox" text={t('back')} />
      <KeyValue
        facts={[
          { key: 'subject', label: t('subject'), value: subject },
          { key: 'from', label: t('from'), value: <bdi>{from}</bdi> },
          { key: 'to', label: t('to'), value: <bdi>{to.join(', ')}</bdi> },
          { key: 'at', label: t('at'), value: <Time iso={at.toString()} text={speech.instant(at)} /> },
        ]}
      />
      {copy > 1 && <Notice title={t('same-id')} />}
      <article
        className="sheet flow p-6 wrap-anywhere"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made anew of harmless tags and escaped text (lib/mail/safe-html.ts).
        dangerouslySetInnerHTML={{ __html: html }}
      />
    </>
  )
}
