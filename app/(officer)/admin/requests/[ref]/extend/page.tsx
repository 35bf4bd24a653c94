import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { SummaryList } from '#components/summary-list.tsx'
import { sayCite } from '#lib/deadlines/say-cite.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { whyShut } from '#lib/requests/officer-moves.ts'
import { type Extension, viewExtension } from '#lib/requests/view-extension.ts'
import { desk } from '../../../desk.ts'
import { DecisionPage } from '../decision-page.tsx'
import { extendAction } from './action.ts'
import { ExtendForm } from './form.tsx'

/** More time, once, told to the person before the first date (Art. 12(3) GDPR): old and new date before anybody decides. */
export default async function ExtendPage({ params }: PageProps<'/admin/requests/[ref]/extend'>) {
  const { ref } = await params
  const { actor, date } = await desk()
  const t = await getTranslations('officer.extend')
  const found = await viewExtension(actor, { ref })
  if (!found.ok) notFound()
  const { status, was, due, noticeBy, asksDay } = found.value
  const shut = whyShut('extend', status)
  return (
    <DecisionPage reference={ref} title={t('title')} shut={shut}>
      {due || asksDay ? (
        <>
          <p>{t('law')}</p>
          <SummaryList
            rows={[
              { key: 'was', label: t('was'), value: date(was, 'long') },
              ...(due ? [{ key: 'due', label: t('due'), value: <strong>{date(due, 'long')}</strong> }] : []),
              ...(noticeBy ? [{ key: 'by', label: t('notice-by'), value: date(noticeBy, 'long') }] : []),
            ]}
          />
          {due?.toString() === was.toString() && (
            <Notice tone="warning">
              <p>{t('no-gain')}</p>
            </Notice>
          )}
          <Rules rules={found.value.rules} />
          <ExtendForm
            action={extendAction.bind(null, ref)}
            label={t('title')}
            submit={due ? t('submit', { date: date(due) }) : t('submit-named')}
            newDate={asksDay ? { label: t('new-date'), hint: t('new-date-hint') } : undefined}
            read={(await getTranslations('letters.draft'))('read')}
            cancel={`/admin/requests/${ref}`}
          />
        </>
      ) : (
        <Rules rules={found.value.rules} />
      )}
    </DecisionPage>
  )
}

/** What each law that applies says to an extension now. */
const Rules = async ({ rules }: Pick<Extension, 'rules'>) => {
  const { date, locale } = await desk()
  const t = await getTranslations('officer.extend')
  const refusals = await getTranslations('refusals.refusals')
  const law = createTranslator(locale, 'history')
  return (
    <ul>
      {rules.map(rule => (
        <li key={rule.rule}>
          <strong>{law(`rules.${rule.rule.replaceAll('.', '_')}`)}</strong>:{' '}
          {rule.ok
            ? t('would-be', { date: date(rule.due), cite: sayCite(rule.cite, locale) })
            : rule.why === 'names-day'
              ? t('names-day')
              : refusals(rule.why)}
        </li>
      ))}
    </ul>
  )
}
