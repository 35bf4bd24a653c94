import { getTranslations } from 'next-intl/server'
import { Temporal } from 'temporal-polyfill'
import { mayDo } from '#lib/access/authorise.ts'
import { desk } from '../../desk.ts'

type Props = { source: string; dueAt: string; waits: boolean; reference: string }

/** Beside a source that a colleague answers for: until when they are waited for, and the way to what an officer can do about it. */
export const AskedColleague = async ({ source, dueAt, waits, reference }: Props) => {
  const { actor, time } = await desk()
  const t = await getTranslations('owners.desk')
  return (
    <>
      {waits && (
        <span className="text-sm text-ink-soft">{t('waits', { due: time(Temporal.Instant.from(dueAt)) })}</span>
      )}
      {mayDo(actor, 'owner:chase') && (
        <a href={`/admin/requests/${reference}/owners/${encodeURIComponent(source)}`}>{t('link')}</a>
      )}
    </>
  )
}
