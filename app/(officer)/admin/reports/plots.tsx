import { getTranslations } from 'next-intl/server'
import type { Temporal } from 'temporal-polyfill'
import { BarPlot } from '#components/bar-plot.tsx'
import { formatMonth, formatNumber } from '#lib/i18n/formats.ts'
import type { DueDay, Reports } from '#lib/requests/view-reports.ts'
import { desk } from '../desk.ts'

type Props = { days: readonly DueDay[]; today: Temporal.PlainDate; weeks?: boolean }

/** What falls due: red for today and tomorrow, yellow for the week ahead. A week has the colour of its first day that is to come. */
export const DuePlot = async ({ days, today, weeks = false }: Props) => {
  const { date, locale } = await desk()
  const t = await getTranslations('reports')
  const total = days.reduce((sum, { count }) => sum + count, 0)
  const tone = (left: number) => (left <= 1 ? 'danger' : left <= 7 ? 'warning' : 'accent')
  return (
    <BarPlot
      summary={t(weeks ? 'summary-weeks' : 'summary-days', { count: total })}
      number={value => formatNumber(locale, value)}
      bars={days.map(({ on, count }, place) => ({
        key: on.toString(),
        label: weeks || place % 7 === 0 ? date(on, 'short') : undefined,
        value: count,
        tone: tone(Math.max(0, today.until(on).days)),
        title: t('bar', { date: date(on, 'short'), count }),
      }))}
    />
  )
}

/** Answers by month; the pale part came late. */
export const AnsweredPlot = async ({ answered }: Pick<Reports, 'answered'>) => {
  const { locale } = await desk()
  const t = await getTranslations('reports')
  const sum = (pick: (one: Reports['answered'][number]) => number) => answered.reduce((all, one) => all + pick(one), 0)
  return (
    <BarPlot
      summary={t('summary-answered', { count: sum(one => one.answered), inTime: sum(one => one.inTime) })}
      number={value => formatNumber(locale, value)}
      bars={answered.map(one => ({
        key: one.month.toString(),
        label: formatMonth(locale, one.month, 'short'),
        value: one.answered,
        part: one.inTime,
        tone: 'accent',
        title: t('bar-answered', { month: formatMonth(locale, one.month), count: one.answered, inTime: one.inTime }),
      }))}
    />
  )
}
