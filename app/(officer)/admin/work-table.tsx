import { getTranslations } from 'next-intl/server'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { WorkRow } from '#lib/requests/view-work-list.ts'
import { desk } from './desk.ts'
import { DueCell } from './due-cell.tsx'
import { StatusCell } from './status-cell.tsx'

const columnKeys = ['ref', 'due', 'status', 'waits-for', 'law', 'received', 'assignee'] as const

/** A row without its reference, which React would take for one of its own. */
const dueOf = ({ dueOn, safeOn, daysLeft, safeDaysLeft, open }: WorkRow) => ({
  dueOn,
  safeOn,
  daysLeft,
  safeDaysLeft,
  open,
})

type Props = {
  caption: string
  rows: readonly WorkRow[]
  /** A box to tick before each, for what is done to several at once. */
  ticks?: boolean
}

/** One page of the work list. */
export const WorkTable = async ({ caption, rows, ticks = false }: Props) => {
  const { date, zone, locale } = await desk()
  const t = await getTranslations('officer')
  const duties = await getTranslations('clock.duties')
  const law = createTranslator(locale, 'history')
  return (
    <Table
      caption={caption}
      captionHidden
      columns={columnKeys.map(key => ({ key, label: t(`list.columns.${key}`) }))}
      rows={rows.map(row => ({
        key: row.ref,
        cells: [
          <span key="ref" className="inline-flex items-center gap-2.5">
            {ticks && (
              <input
                type="checkbox"
                name="ref"
                value={row.ref}
                aria-label={t('list.tick', { ref: row.ref })}
                className="size-5 shrink-0 accent-accent"
              />
            )}
            <a href={`/admin/requests/${row.ref}`} className="whitespace-nowrap tabular-nums">
              {row.ref}
            </a>
          </span>,
          <span key="due" className="grid justify-items-start gap-1">
            <DueCell {...dueOf(row)} />
            {row.duty && (
              <a href={`/admin/requests/${row.ref}/disputes`}>
                <StatusTag tone={row.duty.late ? 'danger' : 'warning'}>
                  {t(row.duty.late ? 'due.duty-late' : 'due.duty', {
                    duty: duties(`names.${row.duty.duty}`),
                    date: date(row.duty.dueOn, 'short'),
                  })}
                </StatusTag>
              </a>
            )}
          </span>,
          <StatusCell key="status" status={row.status} failed={row.failed} />,
          t(`waits-for.${row.waitsFor}`),
          row.rules.map(rule => law(`rules.${rule.replaceAll('.', '_')}`)).join(', '),
          date(row.receivedAt.toZonedDateTimeISO(zone).toPlainDate(), 'short'),
          row.assignee ? (
            <bdi key="assignee">{row.assignee.name}</bdi>
          ) : (
            <span key="assignee" className="text-ink-soft">
              {t('nobody')}
            </span>
          ),
        ],
      }))}
    />
  )
}
