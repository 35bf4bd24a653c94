import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { Notice } from '#components/notice.tsx'
import { Quote } from '#components/quote.tsx'
import type { Speech } from '../../../speech.ts'
import type { OwnRequest } from './own-request.ts'

type Props = { request: OwnRequest; speech: Speech }

/** What waits for the person: a question first, then the way to the messages with how many are new. */
export const Dialogue = async ({
  request: { ref, question, paused, due, unread, revoked, successor },
  speech,
}: Props) => {
  const t = await getTranslations('dialogue')
  const page = `/requests/${ref}/messages`
  if (!question)
    return (
      <>
        {revoked && (
          <Notice tone="warning" title={t('revoked.title')}>
            <p>{t('revoked.text')}</p>
          </Notice>
        )}
        {successor && (
          <p>
            {t('successor')} <a href={`/requests/${successor}`}>{successor}</a>.
          </p>
        )}
        <p data-print="no">
          <a href={page}>{t('link')}</a>
          {unread > 0 && <strong> · {t('unread', { count: unread })}</strong>}
        </p>
      </>
    )
  return (
    <Notice tone="warning" title={t('own.asked.title')}>
      <Quote text={question.text} />
      <p>{t('own.asked.free')}</p>
      <p>
        {paused
          ? t('own.asked.paused', { since: speech.date(paused.since), due: speech.date(paused.dueIfResumed) })
          : t('own.asked.runs', { due: speech.date(due.on) })}
      </p>
      <div>
        <ButtonLink href={page}>{t('own.asked.link')}</ButtonLink>
      </div>
    </Notice>
  )
}
