import { getTranslations } from 'next-intl/server'
import { Details } from '#components/details.tsx'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { describeSteps } from '#lib/deadlines/describe-steps.ts'
import type { Step } from '#lib/deadlines/steps.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { RequestOnDesk } from '#lib/requests/view-request.ts'
import { desk } from '../../desk.ts'

/** When the answer is due under each law that applies, and step by step why. */
export const Deadline = async ({ onDesk }: { onDesk: RequestOnDesk }) => {
  const { date } = await desk()
  const t = await getTranslations('officer.deadline')
  const answers = onDesk.deadlines.filter(({ duty }) => duty === 'answer')
  return (
    <Sheet id="deadline" title={t('title')}>
      {answers.map(row => (
        <Rule key={row.rule} row={row} alone={answers.length === 1} />
      ))}
      {answers.length > 1 && <p className="text-sm text-ink-soft">{t('earliest')}</p>}
      {onDesk.request.safeOn.toString() !== onDesk.request.dueOn.toString() && (
        <p className="text-sm">{t('safe', { date: date(onDesk.request.safeOn, 'long') })}</p>
      )}
    </Sheet>
  )
}

const Rule = async ({ row, alone }: { row: RequestOnDesk['deadlines'][number]; alone: boolean }) => {
  const { date, locale } = await desk()
  const t = await getTranslations('officer.deadline')
  const law = createTranslator(locale, 'history')
  const steps = describeSteps(row.steps as Step[], createTranslator(locale, 'deadlines'), locale)
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <span className="font-semibold">{law(`rules.${row.rule.replaceAll('.', '_')}`)}</span>
        {row.governs && !alone && <StatusTag tone="info">{t('governs')}</StatusTag>}
        {row.status === 'extended' && <StatusTag tone="warning">{t('extended')}</StatusTag>}
        {!row.confirmed && <StatusTag tone="warning">{t('unconfirmed')}</StatusTag>}
      </p>
      <p>
        <time dateTime={row.dueOn.toString()}>{date(row.dueOn, 'long')}</time>
      </p>
      <Details summary={t('why')}>
        <ol className="text-sm">
          {steps.map(step => (
            <li key={`${step.text} ${step.date}`}>
              {step.text} <span className="text-ink-soft">({step.cite})</span>
            </li>
          ))}
        </ol>
      </Details>
    </div>
  )
}
