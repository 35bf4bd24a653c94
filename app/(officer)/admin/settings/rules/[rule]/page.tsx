import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { SummaryList } from '#components/summary-list.tsx'
import { basePeriod } from '#lib/deadlines/rules.ts'
import { sayCite } from '#lib/deadlines/say-cite.ts'
import { type RuleOnDesk, viewRule } from '#lib/law/view-rules.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { formWords } from '../../../../../form-words.ts'
import { here } from '../../../../../staff/here.ts'
import { seen } from '../../../../../staff/seen.ts'
import { StaffForm } from '../../../../../staff/staff-form.tsx'
import { confirmAction, switchAction } from '../action.ts'

type Props = { params: Promise<{ rule: string }> }

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: (await params).rule })

/** One rule: what it says and on what it rests; confirm its figure with a source, put it on or off with a reason. */
export default async function RulePage({ params }: Props) {
  const [t, actor, { rule: id }] = [await getTranslations('law.rule'), await currentActor(), await params]
  const one = seen(actor, await viewRule(actor, { rule: id }))
  const { law, time } = await here()
  const { rule, confirmation, switched } = one
  return (
    <>
      <BackLink href="/admin/settings/rules" text={t('back')} />
      <h1>{law(rule.id)}</h1>
      <Facts one={one} />
      {actor.kind === 'admin' && (
        <div className="flow max-w-2xl">
          <h2>{t('confirm')}</h2>
          {confirmation ? (
            <p>{t('confirmed-by', { by: confirmation.by, at: time(confirmation.at), source: confirmation.source })}</p>
          ) : rule.confirmed ? (
            <p>{t('is-confirmed')}</p>
          ) : (
            <Confirm one={one} />
          )}
          <h2>{t(rule.enabled ? 'switch-off' : 'switch-on')}</h2>
          {switched && <p>{t('switched-by', { by: switched.by, at: time(switched.at), reason: switched.reason })}</p>}
          {rule.id === 'policy_default.access' ? <p>{t('always')}</p> : <Switch one={one} />}
        </div>
      )}
    </>
  )
}

const Facts = async ({ one: { rule, version } }: { one: RuleOnDesk }) => {
  const { locale, formats } = await here()
  const t = await getTranslations('law.rule')
  const duties = await getTranslations('clock.duties.names')
  const period = t('period-value', basePeriod(rule))
  return (
    <SummaryList
      rows={[
        { key: 'regime', label: t('regime'), value: rule.regime },
        { key: 'duty', label: t('duty'), value: duties(rule.duty) },
        { key: 'period', label: t('period'), value: rule.base ? period : t('own', { period }) },
        { key: 'source', label: t('source'), value: sayCite(rule.cite, locale) },
        { key: 'mark', label: t('mark'), value: rule.evidence },
        { key: 'from', label: t('from'), value: rule.effective_from ? formats.date(rule.effective_from) : t('ever') },
        { key: 'version', label: t('version'), value: <code>{version}</code> },
        ...(rule.note ? [{ key: 'note', label: t('note'), value: rule.note }] : []),
      ]}
    />
  )
}

const Confirm = async ({ one: { rule, version } }: { one: RuleOnDesk }) => {
  const t = await getTranslations('law.rule')
  return (
    <>
      <p>{t('confirm-lead')}</p>
      <StaffForm
        action={confirmAction.bind(null, rule.id, version)}
        label={t('confirm')}
        questions={[{ kind: 'area', name: 'source', label: t('source-field'), hint: t('source-hint'), maxLength: 500 }]}
        words={await formWords(t('confirm-button'))}
      />
    </>
  )
}

const Switch = async ({ one: { rule } }: { one: RuleOnDesk }) => {
  const t = await getTranslations('law.rule')
  const label = t(rule.enabled ? 'switch-off' : 'switch-on')
  return (
    <>
      <p>{t('switch-lead')}</p>
      <StaffForm
        action={switchAction.bind(null, rule.id, rule.enabled ? 'off' : 'on')}
        label={label}
        questions={[{ kind: 'area', name: 'reason', label: t('reason'), hint: t('reason-hint'), maxLength: 1000 }]}
        words={await formWords(label)}
        tone="secondary"
      />
    </>
  )
}
