import { getTranslations } from 'next-intl/server'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import { Time } from '#components/time.tsx'
import type { Tone } from '#components/tone.ts'
import type { DutyState } from '#lib/deadlines/duty-state.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { stateOfDuty } from '#lib/requests/state-of-duty.ts'
import { isOpen } from '#lib/requests/status.ts'
import type { RequestOnDesk } from '#lib/requests/view-request.ts'
import { desk } from '../../desk.ts'

const tones: Record<DutyState, Tone> = { done: 'success', overdue: 'danger', open: 'info', ended: 'neutral' }

/** Every duty of a request with its date and what became of it; the notice of an extension while one is still possible. */
export const Duties = async ({ onDesk }: { onDesk: RequestOnDesk }) => {
  const { date, time, locale } = await desk()
  const t = await getTranslations('clock.duties')
  const disputes = await getTranslations('disputes')
  const law = createTranslator(locale, 'history')
  const { request, now, deadlines } = onDesk
  const named = (rule: string) => law(`rules.${rule.replaceAll('.', '_')}`)
  const rows = deadlines.map(row => {
    const state = stateOfDuty(row, request, now)
    return {
      key: `${row.matter} ${row.duty} ${row.rule}`,
      cells: [
        t(`names.${row.duty}`),
        named(row.rule),
        <Time key="due" iso={row.dueOn.toString()} text={date(row.dueOn)} />,
        <span key="state" className="flex flex-wrap gap-2">
          <StatusTag tone={tones[state]}>
            {row.fulfilledAt ? t('done', { at: time(row.fulfilledAt) }) : t(state === 'done' ? 'open' : state)}
          </StatusTag>
          {!row.confirmed && <StatusTag tone="warning">{t('unconfirmed')}</StatusTag>}
        </span>,
      ],
    }
  })
  const raised = new Set(deadlines.filter(({ matter }) => matter !== request.id).map(({ matter }) => matter))
  return (
    <Sheet id="duties" title={t('title')}>
      <Table
        caption={t('title')}
        captionHidden
        columns={(['duty', 'law', 'due', 'state'] as const).map(key => ({ key, label: t(`columns.${key}`) }))}
        rows={[...rows, ...(isOpen(request.status) ? noticeRows(onDesk, t, named, date) : [])]}
      />
      {raised.size > 0 && (
        <p>
          {disputes('title')}: <a href={`/admin/requests/${request.ref}/disputes`}>{disputes('look')}</a>
        </p>
      )}
    </Sheet>
  )
}

type Say = Awaited<ReturnType<typeof getTranslations<'clock.duties'>>>

/** By when the person would have to be told of an extension, under each law that still has one. */
const noticeRows = (
  { deadlines, noticesLeft }: RequestOnDesk,
  t: Say,
  named: (rule: string) => string,
  date: (day: RequestOnDesk['today']) => string,
) =>
  deadlines
    .filter(row => row.duty === 'answer' && noticesLeft.includes(row.rule))
    .map(row => ({
      key: `notice ${row.rule}`,
      cells: [
        t('names.extension_notice'),
        named(row.rule),
        <Time key="due" iso={row.noticeBy.toString()} text={date(row.noticeBy)} />,
        <StatusTag key="state" tone="info">
          {t('open')}
        </StatusTag>,
      ],
    }))
