import { getTranslations } from 'next-intl/server'
import { Pagination } from '#components/pagination.tsx'
import { Quote } from '#components/quote.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { Time } from '#components/time.tsx'
import type { Speech } from '../../../../speech.ts'
import type { Asked } from './asked.tsx'

type Message = Parameters<typeof Asked>[0]['own']['messages'][number]

type Props = {
  messages: readonly Message[]
  /** The question that is shown above with its form. */
  asked: string | undefined
  speech: Speech
  older: string | null
  newest: string | undefined
}

/** Who wrote what and when, newest first. Of the team the person hears no names. */
export const Conversation = async ({ messages, asked, speech, older, newest }: Props) => {
  const t = await getTranslations('dialogue')
  const shown = messages.filter(({ id }) => id !== asked)
  return (
    <>
      {shown.length === 0 && <p>{t('none')}</p>}
      <ul className="grid gap-4">
        {shown.map(({ id, side, kind, text, writtenAt, readAt }) => (
          <li key={id} className={`sheet flow p-5 sm:p-6 ${side === 'person' ? 'sm:ms-12' : 'sm:me-12'}`}>
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
              <strong className="text-ink">{t(side === 'person' ? 'you' : 'team')}</strong>
              <Time iso={writtenAt.toString()} text={speech.instant(writtenAt)} />
              {kind !== 'message' && <StatusTag tone="info">{t(kind)}</StatusTag>}
              {side === 'team' && !readAt && <StatusTag tone="warning">{t('new')}</StatusTag>}
            </p>
            <Quote text={text} />
            {side === 'person' && (
              <p className="text-sm text-ink-soft">
                {readAt ? t('read', { at: speech.instant(readAt) }) : t('not-read')}
              </p>
            )}
          </li>
        ))}
      </ul>
      <Pagination
        label={t('title')}
        previous={newest ? { href: newest, text: t('newest') } : undefined}
        next={older ? { href: older, text: t('older') } : undefined}
      />
    </>
  )
}
