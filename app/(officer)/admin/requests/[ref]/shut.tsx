import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import type { ShutReason } from '#lib/requests/officer-moves.ts'

/** In place of a form that cannot be sent now: why, and the way back. */
export const Shut = async ({ reference, why }: { reference: string; why: ShutReason }) => {
  const t = await getTranslations('officer.moves')
  return (
    <Notice tone="warning">
      <p>{t(`shut.${why}`)}</p>
      <p>
        <a href={`/admin/requests/${reference}`}>{t('back', { ref: reference })}</a>
      </p>
    </Notice>
  )
}
