import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AutoRefresh } from '#components/auto-refresh.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { EmptyState } from '#components/empty-state.tsx'
import { Table } from '#components/table.tsx'
import { Time } from '#components/time.tsx'
import { viewMailbox } from '#lib/demo/view-mailbox.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { demoOnly } from '#lib/web/demo-visit.ts'
import { speechIn } from '../../speech.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('demo'))('mailbox.title'),
})

/** Every mail the portal has sent, to be read in the place of those it was sent to. */
export default async function MailboxPage() {
  await demoOnly()
  const t = await getTranslations('demo.mailbox')
  const found = await viewMailbox(await askingActor(), undefined)
  if (!found.ok) notFound()
  const speech = await speechIn(found.value.zone)
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('text')}</p>
      {found.value.mails.length === 0 ? (
        <EmptyState title={t('none.title')}>
          <p>{t('none.text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('title')}
          captionHidden
          columns={[
            { key: 'subject', label: t('subject') },
            { key: 'to', label: t('to') },
            { key: 'at', label: t('at') },
          ]}
          rows={found.value.mails.map(({ id, subject, to, at, copy }) => ({
            key: id,
            cells: [
              <a key="subject" href={`/demo/mailbox/${id}`}>
                {subject}
                {copy > 1 && ` (${t('copy')})`}
              </a>,
              <bdi key="to">{to.join(', ')}</bdi>,
              <Time key="at" iso={at.toString()} text={speech.instant(at)} />,
            ],
          }))}
        />
      )}
      <noscript>
        <ButtonLink href="/demo/mailbox" tone="secondary">
          {t('reload')}
        </ButtonLink>
      </noscript>
      <AutoRefresh />
    </>
  )
}
