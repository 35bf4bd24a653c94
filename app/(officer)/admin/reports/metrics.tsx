import { getTranslations } from 'next-intl/server'
import { Sheet } from '#components/sheet.tsx'
import { Table } from '#components/table.tsx'
import { formatNumber } from '#lib/i18n/formats.ts'
import { refusalGrounds } from '#lib/requests/status.ts'
import { viewMetrics } from '#lib/requests/view-metrics.ts'
import { here } from '../../../staff/here.ts'

const counted = ['received', 'answered', 'refused', 'inTime', 'late', 'extended'] as const
const labels = {
  ...({ received: 'received', answered: 'answered', refused: 'refused' } as const),
  ...({ inTime: 'in-time', late: 'late', extended: 'extended' } as const),
}

/** The figures of one calendar year by law and right, as 11 CCR 7102 wants them published; the same that the auditor counts. */
export const MetricsSheet = async ({ year: wanted }: { year: number | undefined }) => {
  const [t, rights] = [await getTranslations('reports'), await getTranslations('auditor.rights')]
  const { actor, locale, law } = await here()
  const found = await viewMetrics(actor, { year: wanted })
  if (!found.ok) return null
  const { year, years, groups, optOuts } = found.value
  const number = (value: number) => formatNumber(locale, value)
  const days = (value: number | null) => (value === null ? '–' : number(Math.round(value * 10) / 10))
  const denials = (of: (typeof groups)[number]['denials']) =>
    refusalGrounds
      .filter(ground => of[ground])
      .map(ground => `${t(`metrics.denial.${ground}`)}: ${number(of[ground]!)}`)
      .join('; ') || null
  return (
    <Sheet
      id="metrics"
      title={t('metrics.title', { year: String(year) })}
      aside={
        years.length > 1 && (
          <nav aria-label={t('metrics.years')} className="flex flex-wrap gap-4">
            {years.slice(0, 5).map(one => (
              <a key={one} href={`/admin/reports?year=${one}#metrics`} aria-current={one === year ? 'page' : undefined}>
                {one}
              </a>
            ))}
          </nav>
        )
      }
    >
      <p>{t('metrics.lead')}</p>
      {groups.length === 0 && <p>{t('metrics.none')}</p>}
      {groups.length > 0 && (
        <Table
          caption={t('metrics.title', { year: String(year) })}
          captionHidden
          columns={[
            { key: 'law', label: t('metrics.law') },
            { key: 'right', label: t('metrics.right') },
            ...counted.map(key => ({ key, label: t(`metrics.${labels[key]}`), align: 'end' as const })),
            { key: 'median', label: t('metrics.median'), align: 'end' },
            { key: 'mean', label: t('metrics.mean'), align: 'end' },
            { key: 'denials', label: t('metrics.denials') },
          ]}
          rows={groups.map(group => ({
            key: `${group.rule} ${group.right}`,
            cells: [
              law(group.rule),
              rights(group.right),
              ...counted.map(key => number(group[key])),
              days(group.medianDays),
              days(group.meanDays),
              denials(group.denials),
            ],
          }))}
        />
      )}
      <p>{t('metrics.opt-outs', { count: optOuts })}</p>
      <p className="text-sm text-ink-soft">{t('metrics.kept')}</p>
    </Sheet>
  )
}
