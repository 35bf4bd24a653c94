import { getTranslations } from 'next-intl/server'
import { Field } from '#components/field.tsx'
import { Filters } from '#components/filters.tsx'
import { Select } from '#components/select.tsx'
import { allRules } from '#lib/deadlines/rules.ts'
import { answerRules } from '#lib/requests/answer-rules.ts'
import { type AuditParameters, type FilterFaults, timelinesses } from '#lib/requests/audit-filter.ts'
import { outcomes, rights, statuses } from '#lib/requests/status.ts'
import { here } from '../../staff/here.ts'

type Props = { chosen: { [name: string]: string | undefined }; typed: AuditParameters; faults: FilterFaults }

/** What an auditor may narrow the population to. Days as the organisation counts them. */
export const RequestFilters = async ({ chosen, typed, faults }: Props) => {
  const t = await getTranslations('auditor')
  const { law } = await here()
  const day = (name: 'from' | 'to') => (
    <Field
      name={name}
      type="date"
      label={t(`filters.${name}`)}
      value={chosen[name] ?? [typed[name]].flat()[0]}
      error={faults[name] && t(`faults.${faults[name]}`)}
    />
  )
  const select = (name: string, values: readonly string[], say: (value: string) => string) => (
    <Select
      name={name}
      label={t(`filters.${name}`)}
      value={chosen[name] ?? ''}
      options={[{ value: '', label: t('filters.any') }, ...values.map(value => ({ value, label: say(value) }))]}
    />
  )
  const any = Object.values(chosen).some(Boolean)
  return (
    <Filters
      action="/audit"
      label={t('filters.label')}
      apply={t('filters.apply')}
      clear={any ? { href: '/audit', text: t('filters.clear') } : undefined}
    >
      {chosen.officer && <input type="hidden" name="officer" value={chosen.officer} />}
      {day('from')}
      {day('to')}
      {select('right', rights, value => t(`rights.${value}`))}
      {select('rule', answerRules(allRules), law)}
      {select('status', statuses, value => t(`statuses.${value}`))}
      {select('outcome', outcomes, value => t(`outcomes.${value}`))}
      {select('timeliness', timelinesses, value => t(`timeliness.${value}`))}
    </Filters>
  )
}
