import { getTranslations } from 'next-intl/server'
import { KeyValue } from '#components/key-value.tsx'
import { Table } from '#components/table.tsx'
import type { FigureGroup, Figures } from '#lib/requests/audited-store.ts'
import { here } from '../../staff/here.ts'

/** What each figure is called in the messages. */
const labels = {
  ...({ received: 'received', answered: 'answered', refused: 'refused', withdrawn: 'withdrawn' } as const),
  ...({ inTime: 'in-time', late: 'late', extended: 'extended' } as const),
  ...({ medianDays: 'median-days', meanDays: 'mean-days' } as const),
}
const names = ['received', 'answered', 'refused', 'withdrawn', 'inTime', 'late', 'extended'] as const
const averages = ['medianDays', 'meanDays'] as const

/** The figures of everything the filters let through. */
export const RequestFigures = async ({ figures }: { figures: Figures }) => {
  const t = await getTranslations('auditor.figures')
  const { number } = await here()
  return (
    <KeyValue
      facts={[
        ...names.map(name => ({ key: name, label: t(labels[name]), value: number(figures[name]) })),
        ...averages.map(name => ({ key: name, label: t(labels[name]), value: daysOf(figures[name], number) })),
      ]}
    />
  )
}

/** The same by right and law: for each type of request received, complied with, denied, and the days it took (11 CCR 7102). */
export const GroupTable = async ({ groups }: { groups: readonly FigureGroup[] }) => {
  const say = await getTranslations('auditor')
  const { number, law } = await here()
  return (
    <Table
      caption={say('figures.by-law')}
      columns={[
        { key: 'law', label: say('columns.law') },
        { key: 'right', label: say('columns.right') },
        ...[...names, ...averages].map(name => ({
          key: name,
          label: say(`figures.${labels[name]}`),
          align: 'end' as const,
        })),
      ]}
      rows={groups.map(group => ({
        key: `${group.right} ${group.rule}`,
        cells: [
          law(group.rule),
          <span key="right" className="whitespace-nowrap">
            {say(`rights.${group.right}`)}
          </span>,
          ...names.map(name => number(group[name])),
          ...averages.map(name => daysOf(group[name], number)),
        ],
      }))}
    />
  )
}

const daysOf = (days: number | null, number: (value: number) => string) =>
  days === null ? '–' : number(Math.round(days * 10) / 10)
