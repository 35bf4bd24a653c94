import { getTranslations } from 'next-intl/server'
import { Table } from '#components/table.tsx'
import { describeSteps } from '#lib/deadlines/describe-steps.ts'
import type { Step } from '#lib/deadlines/steps.ts'
import { localeFacts } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { stateOfDuty } from '#lib/requests/state-of-duty.ts'
import { here } from '../here.ts'
import { Part, type Recorded } from './record.tsx'

/** Each date with its derivation, step by step, each step with the article it follows. */
export const Dates = async ({ found: { deadlines } }: { found: Recorded }) => {
  const [t, auditor, duties] = [
    await getTranslations('record'),
    await getTranslations('auditor.dates'),
    await getTranslations('clock.duties'),
  ]
  const { locale, formats, law, day } = await here()
  const says = createTranslator(locale, 'deadlines')
  return (
    <Part id="dates" title={t('dates.title')}>
      {deadlines.map(row => (
        <div key={`${row.matter} ${row.duty} ${row.rule}`} className="flow">
          <h3>
            {law(row.rule)}, {duties(`names.${row.duty}`)}
            {row.governs && ` (${auditor('governs')})`}
          </h3>
          <Table
            caption={auditor('steps', { due: day(row.dueOn) })}
            captionHidden
            columns={(['step', 'date', 'cite'] as const).map(key => ({ key, label: auditor(key) }))}
            rows={describeSteps(row.steps as Step[], says, localeFacts[locale].tag).map(({ text, date, cite }, at) => ({
              key: `${at} ${date}`,
              cells: [
                text,
                <span key="date" className="whitespace-nowrap">
                  {formats.date(date)}
                </span>,
                cite,
              ],
            }))}
          />
          <p className="text-sm text-ink-soft">
            {auditor('versions', { rule: row.ruleVersion, calendar: row.calendarVersion })}{' '}
            {!row.confirmed && duties('unconfirmed')}
          </p>
        </div>
      ))}
    </Part>
  )
}

/** Every duty with its date and what became of it. */
export const Duties = async ({ found: { request, deadlines, printedAt } }: { found: Recorded }) => {
  const duties = await getTranslations('clock.duties')
  const { law, day, time } = await here()
  const stateOf = (row: Recorded['deadlines'][number]) => {
    if (row.fulfilledAt) return duties('done', { at: time(row.fulfilledAt) })
    const state = stateOfDuty(row, request, printedAt)
    return duties(state === 'done' ? 'open' : state)
  }
  return (
    <Part id="duties" title={duties('title')}>
      <Table
        caption={duties('title')}
        captionHidden
        columns={(['duty', 'law', 'due', 'state'] as const).map(key => ({ key, label: duties(`columns.${key}`) }))}
        rows={deadlines.map(row => ({
          key: `${row.matter} ${row.duty} ${row.rule}`,
          cells: [duties(`names.${row.duty}`), law(row.rule), day(row.dueOn), stateOf(row)],
        }))}
      />
    </Part>
  )
}
