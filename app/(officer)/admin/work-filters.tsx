import { getTranslations } from 'next-intl/server'
import { Filters } from '#components/filters.tsx'
import { Select } from '#components/select.tsx'
import { allRules } from '#lib/deadlines/rules.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { answerRules } from '#lib/requests/answer-rules.ts'
import { rights, statuses } from '#lib/requests/status.ts'
import type { Narrowing, WorkFilter } from '#lib/requests/work-list-store.ts'
import { countryNames } from '../../country-names.ts'
import { desk } from './desk.ts'
import { placeHref } from './read-place.ts'

/** What the list is narrowed to besides: a plain form whose choices become the address of the page. */
export const WorkFilters = async ({ filter, narrow }: { filter: WorkFilter; narrow: Narrowing }) => {
  const { locale } = await desk()
  const t = await getTranslations('officer')
  const law = createTranslator(locale, 'history')
  const ask = await getTranslations('person.ask.country')
  const any = { value: '', label: t('list.narrow.any') }
  const places = countryNames(locale, { california: ask('california'), other: ask('other') })
  return (
    <Filters
      action="/admin"
      label={t('list.narrow.label')}
      apply={t('list.narrow.apply')}
      clear={Object.keys(narrow).length > 0 ? { href: placeHref(filter), text: t('list.narrow.clear') } : undefined}
    >
      {filter !== 'open' && <input type="hidden" name="show" value={filter} />}
      <Select
        name="right"
        label={t('list.narrow.right')}
        value={narrow.right ?? ''}
        options={[any, ...rights.map(value => ({ value, label: law(`right.${value}`) }))]}
      />
      <Select
        name="law"
        label={t('list.narrow.law')}
        value={narrow.rule ?? ''}
        options={[
          any,
          ...answerRules(allRules).map(value => ({ value, label: law(`rules.${value.replaceAll('.', '_')}`) })),
        ]}
      />
      <Select
        name="status"
        label={t('list.narrow.status')}
        value={narrow.status ?? ''}
        options={[any, ...statuses.map(value => ({ value, label: t(`status.${value}`) }))]}
      />
      <Select name="country" label={t('list.narrow.country')} value={narrow.country ?? ''} options={[any, ...places]} />
    </Filters>
  )
}
