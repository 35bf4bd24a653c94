import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import type { SentMail } from '#lib/requests/view-correspondence.ts'
import { desk } from '../../desk.ts'

const tones = { queued: 'info', sending: 'info', sent: 'success', failed: 'danger' } as const

/** Every mail about this request and whether it arrived. A mail says only that something is waiting. */
export const Mails = async ({ mails }: { mails: readonly SentMail[] }) => {
  const { time } = await desk()
  const t = await getTranslations('officer.mails')
  return (
    <Sheet id="mails" title={t('title')}>
      {mails.some(mail => mail.state === 'failed') && (
        <Notice tone="danger" title={t('failed-title')}>
          <p>{t('failed-text')}</p>
        </Notice>
      )}
      <Table
        caption={t('title')}
        captionHidden
        columns={(['letter', 'state', 'queued'] as const).map(key => ({ key, label: t(`columns.${key}`) }))}
        rows={mails.map(mail => ({
          key: mail.id,
          cells: [
            t(`letters.${mail.letter}`),
            <span key="state" className="flex flex-wrap items-baseline gap-x-2">
              <StatusTag tone={tones[mail.state]}>{t(`state.${mail.state}`)}</StatusTag>
              {mail.outcome && <code className="text-sm text-ink-soft">{mail.outcome}</code>}
            </span>,
            <time key="queued" dateTime={mail.queuedAt.toString()}>
              {time(mail.queuedAt)}
            </time>,
          ],
        }))}
      />
    </Sheet>
  )
}
