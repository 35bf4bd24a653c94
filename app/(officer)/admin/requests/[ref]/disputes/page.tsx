import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '#components/empty-state.tsx'
import { Quote } from '#components/quote.tsx'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { disputeOutcomes } from '#lib/disputes/dispute-words.ts'
import { viewDisputes } from '#lib/disputes/view-disputes.ts'
import type { Result } from '#lib/kernel/result.ts'
import { formWords } from '../../../../../form-words.ts'
import { StaffForm } from '../../../../../staff/staff-form.tsx'
import { desk } from '../../../desk.ts'
import { Decision, Head } from '../head.tsx'
import { acknowledgeAction, decideAction, investigateAction } from './action.ts'

type Found = Extract<Awaited<ReturnType<typeof viewDisputes>> & Result<unknown>, { ok: true }>['value']
type Dispute = Found['disputes'][number]

/** What the person objects to, by when the law wants what, and the next step of each. */
export default async function DisputesPage({ params }: PageProps<'/admin/requests/[ref]/disputes'>) {
  const { ref } = await params
  const { actor } = await desk()
  const t = await getTranslations('disputes')
  const found = await viewDisputes(actor, { ref })
  if (!found.ok) notFound()
  const { disputes } = found.value
  return (
    <Decision>
      <Head reference={ref} page={t('title')}>
        <h1>{t('title')}</h1>
      </Head>
      {disputes.length === 0 && (
        <EmptyState icon="check" title={t('none.title')}>
          <p>{t('none.text')}</p>
        </EmptyState>
      )}
      {disputes.map(dispute => (
        <One key={dispute.id} reference={ref} dispute={dispute} />
      ))}
      <p>
        <a href={`/admin/requests/${ref}/disputes/take-in`}>{t('take-in.title')}</a>
      </p>
    </Decision>
  )
}

const One = async ({ reference, dispute }: { reference: string; dispute: Dispute }) => {
  const { date, time } = await desk()
  const t = await getTranslations('disputes')
  const { id, kind, state, outcome, text, receivedAt, takenIn, dates, decidedBy } = dispute
  return (
    <Sheet id={id} title={t(`kinds.${kind}`)}>
      <p className="flex flex-wrap items-center gap-3">
        <StatusTag tone={state === 'decided' ? 'success' : 'warning'}>
          {outcome ? t(`outcomes.${outcome}`) : t(`states.${state}`)}
        </StatusTag>
        {takenIn
          ? t(`came.${takenIn.channel}`, { on: date(takenIn.on, 'long') })
          : t('received', { at: time(receivedAt) })}
      </p>
      {takenIn && (
        <p className="text-sm text-ink-soft">
          {t('taken-in', { at: time(takenIn.at) })} <bdi>{takenIn.by}</bdi>
        </p>
      )}
      <Quote text={text} />
      {dates.map(row => (
        <p key={row.rule}>
          {row.fulfilledAt
            ? t(`done.${row.duty as 'appeal_decision'}`, { at: time(row.fulfilledAt), due: date(row.dueOn, 'long') })
            : t(`due.${row.duty as 'appeal_decision'}`, { due: date(row.dueOn, 'long') })}
          {!row.confirmed && <> {t('unconfirmed')}</>}
        </p>
      ))}
      {decidedBy && (
        <p>
          {t('decided-by')} <bdi>{decidedBy}</bdi>
        </p>
      )}
      {state !== 'decided' && <NextStep reference={reference} dispute={dispute} />}
    </Sheet>
  )
}

const NextStep = async ({ reference, dispute }: { reference: string; dispute: Dispute }) => {
  const t = await getTranslations('disputes')
  const { id, kind, state, byOther } = dispute
  if (byOther) return <p>{t('by-other')}</p>
  const bound = [reference, id] as const
  return (
    <>
      {kind === 'complaint' && state === 'received' && (
        <StaffForm
          action={acknowledgeAction.bind(null, ...bound)}
          label={t('acknowledge')}
          questions={[]}
          words={await formWords(t('acknowledge'))}
        />
      )}
      {kind === 'complaint' && state === 'acknowledged' && (
        <StaffForm
          action={investigateAction.bind(null, ...bound)}
          label={t('investigate')}
          questions={[]}
          tone="secondary"
          words={await formWords(t('investigate'))}
        />
      )}
      {(kind === 'appeal' || state !== 'received') && (
        <StaffForm
          action={decideAction.bind(null, ...bound)}
          label={t(`decide.${kind}`)}
          questions={[
            {
              kind: 'one-of',
              name: 'outcome',
              label: t('outcome'),
              choices: disputeOutcomes[kind].map(value => ({ value, label: t(`outcomes.${value}`) })),
            },
            { kind: 'area', name: 'reason', label: t('reason'), hint: t('reason-hint'), maxLength: 4000 },
          ]}
          words={await formWords(t(`decide.${kind}`))}
        />
      )}
    </>
  )
}
