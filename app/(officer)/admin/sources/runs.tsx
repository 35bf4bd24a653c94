import { getTranslations } from 'next-intl/server'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import { formatNumber } from '#lib/i18n/formats.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { describeReason } from '#lib/sources/describe.ts'
import type { Run } from '#lib/sources/view-sources.ts'
import { desk } from '../desk.ts'

const tones = { waiting: 'neutral', running: 'info', done: 'success', failed: 'danger' } as const

/** The last searches of one source. */
export const Runs = async ({ runs }: { runs: readonly Run[] }) => {
  const { time, locale } = await desk()
  const t = await getTranslations('officer.health')
  const sources = await getTranslations('officer.sources')
  const reasons = createTranslator(locale, 'sources')
  if (runs.length === 0) return <p className="text-ink-soft">{t('never')}</p>
  return (
    <Table
      caption={t('runs')}
      columns={[
        { key: 'request', label: t('columns.request') },
        { key: 'result', label: t('columns.result') },
        { key: 'records', label: t('columns.records'), align: 'end' },
        { key: 'started', label: t('columns.started') },
      ]}
      rows={runs.map(run => ({
        key: `${run.ref} ${run.attempt}`,
        cells: [
          <span key="request">
            <a href={`/admin/requests/${run.ref}`}>{run.ref}</a>{' '}
            {run.attempt > 1 && (
              <span className="font-normal text-ink-soft">{t('attempt', { number: run.attempt })}</span>
            )}
          </span>,
          <span key="result" className="flex flex-wrap items-baseline gap-1.5">
            <StatusTag tone={tones[run.state]}>{sources(`state.${run.state}`)}</StatusTag>
            {run.decoys.crossed > 0 && (
              <StatusTag tone="danger">
                {sources('crossed', { tried: run.decoys.tried, count: run.decoys.crossed })}
              </StatusTag>
            )}
            {run.reason && <span className="text-sm">{describeReason(reasons, run.reason)}</span>}
          </span>,
          formatNumber(locale, run.records),
          <time key="started" dateTime={run.startedAt.toString()}>
            {time(run.startedAt)}
          </time>,
        ],
      }))}
    />
  )
}
