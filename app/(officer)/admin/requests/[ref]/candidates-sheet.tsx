import { getTranslations } from 'next-intl/server'
import { AutoRefresh } from '#components/auto-refresh.tsx'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { viewCandidateStanding } from '#lib/candidates/view-candidates.ts'
import { desk } from '../../desk.ts'

/** Whether anything shares a telephone or the like with what was found, and the way to the page where whose it is is decided. */
export const CandidatesSheet = async ({ reference }: { reference: string }) => {
  const { actor } = await desk()
  const t = await getTranslations('candidates')
  const seen = await viewCandidateStanding(actor, { ref: reference })
  if (!seen.ok) return null
  const { followed, settling, hanging, counts, unread } = seen.value
  const all = counts.open + counts.theirs + counts['not-theirs']
  if (followed && !settling && !hanging && all === 0 && unread.length === 0) return null
  return (
    <Sheet
      id="candidates"
      title={t('title')}
      aside={all > 0 ? <a href={`/admin/requests/${reference}/candidates`}>{t('open')}</a> : undefined}
    >
      {counts.open > 0 ? (
        <Notice tone="warning" title={t('waiting.title', { count: counts.open })}>
          <p>{t('waiting.text')}</p>
        </Notice>
      ) : (
        <p>{t(!followed ? 'following' : settling ? 'settling' : hanging ? 'hanging' : all > 0 ? 'settled' : 'none')}</p>
      )}
      {unread.length > 0 && <p className="text-sm text-warning">{t('unread.title')}</p>}
      {(!followed || settling || hanging) && <AutoRefresh />}
    </Sheet>
  )
}
