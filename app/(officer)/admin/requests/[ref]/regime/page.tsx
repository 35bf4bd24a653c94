import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { sayCite } from '#lib/deadlines/say-cite.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { whyShut } from '#lib/requests/officer-moves.ts'
import { viewRegimes } from '#lib/requests/view-regimes.ts'
import { desk } from '../../../desk.ts'
import { DecisionPage } from '../decision-page.tsx'
import { regimeAction } from './action.ts'
import { RegimeForm } from './form.tsx'

/** Which law applies: proposed from country and seat, decided here, each with the date it would want. */
export default async function RegimePage({ params }: PageProps<'/admin/requests/[ref]/regime'>) {
  const { ref } = await params
  const { actor, date, locale } = await desk()
  const t = await getTranslations('officer.regime')
  const found = await viewRegimes(actor, { ref })
  if (!found.ok) notFound()
  const { status, dueOn, choices } = found.value
  const law = createTranslator(locale, 'history')
  const shut = whyShut('change-regime', status)
  return (
    <DecisionPage reference={ref} title={t('title')} shut={shut}>
      <p>{t('law')}</p>
      <p>{t('now', { date: date(dueOn, 'long') })}</p>
      <RegimeForm
        action={regimeAction.bind(null, ref)}
        label={t('title')}
        submit={t('submit')}
        cancel={`/admin/requests/${ref}`}
        applying={choices.filter(({ applies }) => applies).map(({ rule }) => rule)}
        choices={choices.map(({ rule, dueOn: due, cite, confirmed }) => ({
          value: rule,
          label: law(`rules.${rule.replaceAll('.', '_')}`),
          hint: t(confirmed ? 'would-be-due' : 'would-be-due-unconfirmed', {
            date: date(due),
            cite: sayCite(cite, locale),
          }),
        }))}
      />
    </DecisionPage>
  )
}
