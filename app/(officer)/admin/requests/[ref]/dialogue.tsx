import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import type { RequestOnDesk } from '#lib/requests/view-request.ts'
import { desk } from '../../desk.ts'

/** What the person wrote and nobody has opened, and a clock that stands still. */
export const Dialogue = async ({ onDesk: { request, unread, paused } }: { onDesk: RequestOnDesk }) => {
  const { actor, date } = await desk()
  const t = await getTranslations('dialogue')
  const page = `/admin/requests/${request.ref}/messages`
  return (
    <>
      {paused && (
        <Notice tone="info" title={t('paused-since', { since: date(paused.since) })}>
          <p>{t('if-resumed', { due: date(paused.dueIfResumed) })}</p>
        </Notice>
      )}
      {unread > 0 && mayDo(actor, 'finding:read') && (
        <p>
          <a href={page} className="font-semibold">
            {t('unread', { count: unread })}
          </a>
        </p>
      )}
    </>
  )
}
