import { getTranslations } from 'next-intl/server'
import type { Temporal } from 'temporal-polyfill'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import { Time } from '#components/time.tsx'
import type { Tone } from '#components/tone.ts'
import { here } from '../../../../staff/here.ts'

type State = 'queued' | 'sending' | 'sent' | 'failed'
type Mail = {
  id: string
  messageId: string
  letter: string
  state: State
  queuedAt: Temporal.Instant
  outcome: string | null
}

const tones: Record<State, Tone> = { queued: 'info', sending: 'info', sent: 'success', failed: 'danger' }

/** Which mails left, and what the mail server said last; neither to whom nor what was in them. */
export const MailTable = async ({ mails }: { mails: readonly Mail[] }) => {
  const t = await getTranslations('auditor.mails')
  const { time } = await here()
  return (
    <Sheet id="mails" title={t('title')}>
      {mails.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <Table
          caption={t('title')}
          captionHidden
          columns={(['letter', 'queued', 'state', 'server', 'message-id'] as const).map(key => ({
            key,
            label: t(`columns.${key}`),
          }))}
          rows={mails.map(({ id, messageId, letter, state, queuedAt, outcome }) => ({
            key: id,
            cells: [
              t(t.has(`letters.${letter}`) ? `letters.${letter}` : 'letters.other'),
              <Time key="queued" iso={queuedAt.toString()} text={time(queuedAt)} />,
              <StatusTag key="state" tone={tones[state]}>
                {t(`states.${state}`)}
              </StatusTag>,
              outcome,
              <code key="message-id" dir="ltr" className="text-sm">
                {messageId}
              </code>,
            ],
          }))}
        />
      )}
    </Sheet>
  )
}
