import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Quote } from '#components/quote.tsx'
import { SummaryList } from '#components/summary-list.tsx'
import { whyShut } from '#lib/requests/officer-moves.ts'
import { viewOverride } from '#lib/requests/view-override.ts'
import { formWords } from '../../../../../form-words.ts'
import { StaffForm } from '../../../../../staff/staff-form.tsx'
import { desk } from '../../../desk.ts'
import { DecisionPage } from '../decision-page.tsx'
import { confirmAction, dropAction, proposeAction } from './action.ts'

/** Another date than the law as data gives: one proposes with a reason, another confirms; both dates are kept. */
export default async function SetDatePage({ params }: PageProps<'/admin/requests/[ref]/set-date'>) {
  const { ref } = await params
  const { actor, date } = await desk()
  const t = await getTranslations('clock.set-date')
  const found = await viewOverride(actor, { ref })
  if (!found.ok) notFound()
  const { status, dueOn, proposed } = found.value
  const cancel = { href: `/admin/requests/${ref}`, text: (await getTranslations('shell.form'))('cancel') }
  return (
    <DecisionPage reference={ref} title={t('title')} shut={whyShut('set-date', status)}>
      <p>{t('law')}</p>
      {proposed ? (
        <>
          <SummaryList
            rows={[
              { key: 'was', label: t('was'), value: date(proposed.was, 'long') },
              { key: 'on', label: t('on'), value: <strong>{date(proposed.on, 'long')}</strong> },
              { key: 'by', label: t('by'), value: <bdi>{proposed.by}</bdi> },
              { key: 'reason', label: t('reason'), value: <Quote text={proposed.reason} /> },
            ]}
          />
          {proposed.own ? (
            <p>{t('own')}</p>
          ) : (
            <StaffForm
              action={confirmAction.bind(null, ref, proposed.id)}
              label={t('confirm')}
              questions={[]}
              words={await formWords(t('confirm'))}
              cancel={cancel}
            />
          )}
          <StaffForm
            action={dropAction.bind(null, ref, proposed.id)}
            label={t('drop')}
            questions={[]}
            tone="secondary"
            words={await formWords(t('drop'))}
          />
        </>
      ) : (
        <>
          <p>{t('now', { date: date(dueOn, 'long') })}</p>
          <StaffForm
            action={proposeAction.bind(null, ref)}
            label={t('title')}
            questions={[
              { kind: 'date', name: 'on', label: t('new'), hint: t('new-hint') },
              { kind: 'area', name: 'reason', label: t('reason'), hint: t('reason-hint'), maxLength: 4000 },
            ]}
            words={await formWords(t('submit'))}
            cancel={cancel}
          />
        </>
      )}
    </DecisionPage>
  )
}
