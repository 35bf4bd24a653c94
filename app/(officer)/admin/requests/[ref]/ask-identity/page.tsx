import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { whyShut } from '#lib/requests/officer-moves.ts'
import { identityMeans } from '#lib/requests/status.ts'
import { viewAsked } from '#lib/requests/view-asked.ts'
import { formWords } from '../../../../../form-words.ts'
import { StaffForm } from '../../../../../staff/staff-form.tsx'
import { desk } from '../../../desk.ts'
import { ClockEffects } from '../clock-effects.tsx'
import { DecisionPage } from '../decision-page.tsx'
import { askAction, recordAction } from './action.ts'

/** Reasonable doubt about who asks (Art. 12(6) GDPR): ask, and later record that it was answered. What that does to each clock stands first. */
export default async function IdentityPage({ params }: PageProps<'/admin/requests/[ref]/ask-identity'>) {
  const { ref } = await params
  const { actor } = await desk()
  const t = await getTranslations('clock.identity')
  const found = await viewAsked(actor, { ref })
  if (!found.ok) notFound()
  const { status, dueOn, waits, rules } = found.value
  const cancel = { href: `/admin/requests/${ref}`, text: (await getTranslations('shell.form'))('cancel') }
  const title = t(waits.identity ? 'given-title' : 'title')
  return (
    <DecisionPage reference={ref} title={title} shut={whyShut('identity', status)}>
      <p>{t(waits.identity ? 'given-law' : 'law')}</p>
      <ClockEffects dueOn={dueOn} effects={rules.map(({ rule, identity }) => ({ rule, effect: identity }))} />
      {waits.identity ? (
        <StaffForm
          action={recordAction.bind(null, ref)}
          label={title}
          questions={[
            {
              kind: 'one-of',
              name: 'how',
              label: t('how'),
              choices: identityMeans.map(value => ({ value, label: t(`means.${value}`) })),
            },
          ]}
          words={await formWords(t('given-submit'))}
          cancel={cancel}
        />
      ) : (
        <StaffForm
          action={askAction.bind(null, ref)}
          label={title}
          questions={[{ kind: 'area', name: 'reason', label: t('reason'), hint: t('reason-hint'), maxLength: 4000 }]}
          words={await formWords(t('submit'))}
          cancel={cancel}
        />
      )}
    </DecisionPage>
  )
}
