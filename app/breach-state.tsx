import { getTranslations } from 'next-intl/server'
import type { Temporal } from 'temporal-polyfill'
import { StatusTag } from '#components/status-tag.tsx'
import type { Breach } from './breach-table.tsx'

type Props = {
  breach: Pick<Breach, 'closedAt' | 'overdue'>
  time: (instant: Temporal.Instant) => string
}

/** Whether a breach is still open, and whether the authority was told too late. */
export const BreachState = async ({ breach: { closedAt, overdue }, time }: Props) => {
  const t = await getTranslations('breaches.state')
  return (
    <span className="flex flex-wrap gap-2">
      {closedAt ? (
        <StatusTag tone="neutral">{t('closed', { at: time(closedAt) })}</StatusTag>
      ) : (
        <StatusTag tone="warning">{t('open')}</StatusTag>
      )}
      {overdue && <StatusTag tone="danger">{t('overdue')}</StatusTag>}
    </span>
  )
}
