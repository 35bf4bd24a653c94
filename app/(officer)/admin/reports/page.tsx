import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { KeyValue } from '#components/key-value.tsx'
import { Sheet } from '#components/sheet.tsx'
import { Table } from '#components/table.tsx'
import { formatMonth, formatNumber } from '#lib/i18n/formats.ts'
import { localeFacts } from '#lib/i18n/locales.ts'
import { byWeek, type Reports, viewReports } from '#lib/requests/view-reports.ts'
import { desk } from '../desk.ts'
import { readNumber } from '../read-number.ts'
import { MetricsSheet } from './metrics.tsx'
import { AnsweredPlot, DuePlot } from './plots.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('reports'))('title') })

/** What falls due when, what is open and what was answered in time; every plot with its figures as a table. */
export default async function ReportsPage({ searchParams }: PageProps<'/admin/reports'>) {
  const { year } = await searchParams
  const { actor, locale } = await desk()
  const [t, o, found] = [
    await getTranslations('reports'),
    await getTranslations('officer'),
    await viewReports(actor, undefined),
  ]
  if (!found.ok) notFound()
  const { overdue, disputes, lateDuties, due, byStatus, today } = found.value
  const number = (value: number) => formatNumber(locale, value)
  return (
    <>
      <h1>{t('title')}</h1>
      <KeyValue
        facts={[
          { key: 'overdue', label: t('overdue'), value: <a href="/admin?show=overdue">{number(overdue)}</a> },
          { key: 'duties', label: t('late-duties'), value: <a href="/admin?show=duties">{number(lateDuties)}</a> },
          { key: 'disputes', label: t('disputes'), value: <a href="/admin?show=duties">{number(disputes)}</a> },
          ...byStatus.map(({ status, count }) => ({
            key: status,
            label: o(`status.${status}`),
            value: <a href={`/admin?status=${status}`}>{number(count)}</a>,
          })),
        ]}
      />
      <Sheet id="by-day" title={t('by-day')}>
        <DuePlot days={due} today={today} />
      </Sheet>
      <Sheet id="by-week" title={t('by-week')}>
        <DuePlot days={byWeek(due)} today={today} weeks />
        <WeekTable due={due} />
      </Sheet>
      <Sheet id="answered" title={t('answered')}>
        <AnsweredPlot answered={found.value.answered} />
        <AnsweredTable answered={found.value.answered} />
      </Sheet>
      <MetricsSheet year={readNumber(year) ?? undefined} />
    </>
  )
}

const WeekTable = async ({ due }: Pick<Reports, 'due'>) => {
  const { date, locale } = await desk()
  const t = await getTranslations('reports')
  return (
    <Table
      caption={t('by-week')}
      captionHidden
      columns={[
        { key: 'week', label: t('columns.week') },
        { key: 'count', label: t('columns.due'), align: 'end' },
        { key: 'days', label: t('columns.days') },
      ]}
      rows={byWeek(due).map(({ on, count }) => ({
        key: on.toString(),
        cells: [
          date(on, 'short'),
          formatNumber(locale, count),
          due
            .filter(day => day.count > 0 && day.on.subtract({ days: day.on.dayOfWeek - 1 }).equals(on))
            .map(day => `${date(day.on, 'short')}: ${formatNumber(locale, day.count)}`)
            .join(', ') || null,
        ],
      }))}
    />
  )
}

const AnsweredTable = async ({ answered }: Pick<Reports, 'answered'>) => {
  const { locale } = await desk()
  const t = await getTranslations('reports')
  const share = new Intl.NumberFormat(localeFacts[locale].tag, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <Table
      caption={t('answered')}
      captionHidden
      columns={[
        { key: 'month', label: t('columns.month') },
        { key: 'answered', label: t('columns.answered'), align: 'end' },
        { key: 'in-time', label: t('columns.in-time'), align: 'end' },
        { key: 'share', label: t('columns.share'), align: 'end' },
      ]}
      rows={answered.map(one => ({
        key: one.month.toString(),
        cells: [
          formatMonth(locale, one.month),
          formatNumber(locale, one.answered),
          formatNumber(locale, one.inTime),
          one.answered > 0 ? share.format(one.inTime / one.answered) : null,
        ],
      }))}
    />
  )
}
