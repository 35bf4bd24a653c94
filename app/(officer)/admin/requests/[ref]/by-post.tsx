import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { Notice } from '#components/notice.tsx'
import type { RequestOnDesk } from '#lib/requests/view-request.ts'

/** Somebody without a mailbox: what is written to them is printed and posted, and a code that came back is entered here. */
export const ByPost = async ({ onDesk }: { onDesk: RequestOnDesk }) => {
  const { ref, status } = onDesk.request
  const t = await getTranslations('intake')
  const disputes = await getTranslations('disputes')
  const waits = status === 'received'
  return (
    <Notice tone="info" title={t(waits ? 'prove.waits' : 'post.notice')}>
      {waits && <p>{t('post.notice')}</p>}
      <div className="flex flex-wrap gap-3">
        {waits && <ButtonLink href={`/admin/requests/${ref}/prove`}>{t('prove.title')}</ButtonLink>}
        <ButtonLink href={`/admin/requests/${ref}/letters`} tone="secondary">
          {t('post.link')}
        </ButtonLink>
        {!onDesk.takeable.shut && (
          <ButtonLink href={`/admin/requests/${ref}/disputes/take-in`} tone="secondary">
            {disputes('take-in.title')}
          </ButtonLink>
        )}
      </div>
    </Notice>
  )
}
