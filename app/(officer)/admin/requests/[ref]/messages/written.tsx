import { getTranslations } from 'next-intl/server'
import { Quote } from '#components/quote.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import type { Result } from '#lib/kernel/result.ts'
import type { viewMessages } from '#lib/requests/view-messages.ts'
import { desk } from '../../../desk.ts'

type Shown = Extract<Awaited<ReturnType<typeof viewMessages>> & Result<unknown>, { ok: true }>['value']

/** Each message with who wrote it and whether the other side has opened it, newest first. */
export const Written = async ({ messages }: { messages: Shown['messages'] }) => {
  const { time } = await desk()
  const t = await getTranslations('dialogue')
  if (messages.length === 0) return <p>{t('none')}</p>
  return (
    <ul className="grid gap-3">
      {messages.map(({ id, side, kind, text, author, writtenAt, readAt }) => (
        <li key={id} className={`sheet flow p-4 ${side === 'team' ? 'sm:ms-12' : 'sm:me-12'}`}>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
            <strong className="text-ink">{side === 'team' ? <bdi>{author ?? t('team')}</bdi> : t('person')}</strong>
            <time dateTime={writtenAt.toString()}>{time(writtenAt)}</time>
            {kind !== 'message' && <StatusTag tone="info">{t(kind)}</StatusTag>}
            {side === 'person' && !readAt && <StatusTag tone="warning">{t('new')}</StatusTag>}
          </p>
          <Quote text={text} />
          {side === 'team' && (
            <p className="text-sm text-ink-soft">{readAt ? t('read', { at: time(readAt) }) : t('not-read')}</p>
          )}
        </li>
      ))}
    </ul>
  )
}
