import { getTranslations } from 'next-intl/server'
import { Temporal } from 'temporal-polyfill'
import { Notice } from '#components/notice.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import type { SourceHealth } from '#lib/sources/view-sources.ts'
import { desk } from '../desk.ts'

/** What of a source needs a person: what its map does not describe, what is gone, and exclusions that end soon. */
export const Alarms = async ({ source: { drift, expiring } }: { source: SourceHealth }) => {
  const { date } = await desk()
  const t = await getTranslations('health.alarm')
  const { unclassified = [], missing = [], fresh = [] } = drift ?? {}
  return (
    <>
      {unclassified.length > 0 && (
        <Notice tone="warning" title={t('unclassified', { count: unclassified.length })}>
          <p>{t('unclassified-text')}</p>
          <Names names={unclassified} fresh={fresh} />
        </Notice>
      )}
      {missing.length > 0 && (
        <Notice tone="warning" title={t('missing', { count: missing.length })}>
          <p>{t('missing-text')}</p>
          <Names names={missing} fresh={fresh} />
        </Notice>
      )}
      {expiring.length > 0 && (
        <Notice tone="info" title={t('expiring', { count: expiring.length })}>
          <p>{t('expiring-text')}</p>
          <ul>
            {expiring.map(({ what, owner, expires }) => (
              <li key={what}>
                <code>{what}</code>{' '}
                <span className="text-ink-soft">
                  {t('expires', { day: date(Temporal.PlainDate.from(expires)), owner })}
                </span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

const Names = async ({ names, fresh }: { names: readonly string[]; fresh: readonly string[] }) => {
  const t = await getTranslations('health.alarm')
  return (
    <ul>
      {names.map(name => (
        <li key={name} className="wrap-anywhere">
          <code>{name}</code> {fresh.includes(name) && <StatusTag tone="danger">{t('new')}</StatusTag>}
        </li>
      ))}
    </ul>
  )
}
