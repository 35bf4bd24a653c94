import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { whyShut } from '#lib/requests/officer-moves.ts'
import { viewFee } from '#lib/requests/view-fee.ts'
import { formWords } from '../../../../../form-words.ts'
import { StaffForm } from '../../../../../staff/staff-form.tsx'
import { desk } from '../../../desk.ts'
import { ClockEffects } from '../clock-effects.tsx'
import { DecisionPage } from '../decision-page.tsx'
import { askAction, recordAction } from './action.ts'

const currencies = ['EUR', 'GBP', 'CHF', 'USD'] as const

/** A fee, where the law of the request knows one (Art. 12(5), 15(3) GDPR), and later that it was paid. */
export default async function FeePage({ params }: PageProps<'/admin/requests/[ref]/fee'>) {
  const { ref } = await params
  const { actor } = await desk()
  const t = await getTranslations('clock.fee')
  const found = await viewFee(actor, { ref })
  if (!found.ok) notFound()
  const { status, dueOn, waits, rules } = found.value
  const cancel = { href: `/admin/requests/${ref}`, text: (await getTranslations('shell.form'))('cancel') }
  const title = t(waits ? 'paid-title' : 'title')
  const effects = rules.map(({ rule, fee }) => ({ rule, effect: fee === 'none' ? ('no-fee' as const) : fee }))
  return (
    <DecisionPage reference={ref} title={title} shut={whyShut('fee', status)}>
      <p>{t(waits ? 'paid-law' : 'law')}</p>
      <ClockEffects dueOn={dueOn} effects={effects} />
      {waits ? (
        <StaffForm
          action={recordAction.bind(null, ref)}
          label={title}
          questions={[]}
          words={await formWords(t('paid-submit'))}
          cancel={cancel}
        />
      ) : (
        <StaffForm
          action={askAction.bind(null, ref)}
          label={title}
          questions={[
            { kind: 'text', name: 'amount', label: t('amount'), hint: t('amount-hint'), width: 'short' },
            {
              kind: 'list',
              name: 'currency',
              label: t('currency'),
              options: currencies.map(value => ({ value, label: value })),
            },
            { kind: 'area', name: 'reason', label: t('reason'), hint: t('reason-hint'), maxLength: 4000 },
          ]}
          words={await formWords(t('submit'))}
          cancel={cancel}
        />
      )}
    </DecisionPage>
  )
}
