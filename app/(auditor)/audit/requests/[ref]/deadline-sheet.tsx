import { getTranslations } from 'next-intl/server'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import { Time } from '#components/time.tsx'
import { describeSteps } from '#lib/deadlines/describe-steps.ts'
import type { Step } from '#lib/deadlines/steps.ts'
import { localeFacts } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { deadlines } from '#lib/requests/table.ts'
import { here } from '../../../../staff/here.ts'

type Deadline = typeof deadlines.$inferSelect

/** How each date was derived, step by step, each with the article it follows; the governing law first. */
export const DeadlineSheet = async ({ deadlines }: { deadlines: readonly Deadline[] }) => {
  const t = await getTranslations('auditor')
  const duties = await getTranslations('clock.duties')
  const { locale, day, formats, law, time } = await here()
  const says = createTranslator(locale, 'deadlines')
  const steps = (deadline: Deadline) => describeSteps(deadline.steps as Step[], says, localeFacts[locale].tag)
  return (
    <Sheet id="dates" title={t('dates.title')}>
      {deadlines.map(deadline => (
        <div key={`${deadline.matter} ${deadline.rule}`} className="flow">
          <h3 className="flex flex-wrap items-center gap-3">
            {law(deadline.rule)}
            {deadline.governs && <StatusTag tone="info">{t('dates.governs')}</StatusTag>}
            {!deadline.confirmed && <StatusTag tone="warning">{duties('unconfirmed')}</StatusTag>}
            <span className="text-base font-normal">
              {duties(`names.${deadline.duty}`)},{' '}
              {deadline.fulfilledAt ? duties('done', { at: time(deadline.fulfilledAt) }) : duties('open')}
            </span>
          </h3>
          <Table
            caption={t('dates.steps', { due: day(deadline.dueOn) })}
            captionHidden
            columns={(['step', 'date', 'cite'] as const).map(key => ({ key, label: t(`dates.${key}`) }))}
            rows={steps(deadline).map(({ text, date, cite }, at) => ({
              key: `${at} ${date}`,
              cells: [
                text,
                <span key="date" className="whitespace-nowrap">
                  <Time iso={date} text={formats.date(date)} />
                </span>,
                cite,
              ],
            }))}
          />
          <p className="text-sm text-ink-soft">
            {t('dates.versions', { rule: deadline.ruleVersion, calendar: deadline.calendarVersion })}
          </p>
        </div>
      ))}
    </Sheet>
  )
}
