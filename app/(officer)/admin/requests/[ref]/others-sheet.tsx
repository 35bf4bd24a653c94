import { getTranslations } from 'next-intl/server'
import { AutoRefresh } from '#components/auto-refresh.tsx'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { viewOthers } from '#lib/others/view-others.ts'
import { desk } from '../../desk.ts'

/** Whether anybody else is named in what was found, and the way to the page where that is answered. */
export const OthersSheet = async ({ reference }: { reference: string }) => {
  const { actor } = await desk()
  const t = await getTranslations('others')
  const seen = await viewOthers(actor, { ref: reference })
  if (!seen.ok) return null
  const { read, open, unread } = seen.value
  return (
    <Sheet id="others" title={t('title')} aside={<a href={`/admin/requests/${reference}/others`}>{t('open')}</a>}>
      {open > 0 ? (
        <Notice tone="warning" title={t('waiting.title', { count: open })}>
          <p>{t('waiting.text')}</p>
        </Notice>
      ) : (
        <>
          <p>{t(read ? 'settled' : 'reading')}</p>
          {!read && <AutoRefresh />}
        </>
      )}
      {unread.length > 0 && <p className="text-sm text-warning">{t('unread.title')}</p>}
    </Sheet>
  )
}
