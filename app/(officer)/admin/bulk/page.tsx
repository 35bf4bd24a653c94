import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { EmptyState } from '#components/empty-state.tsx'
import { outcomesOf } from '#lib/requests/close-request.ts'
import { type Chosen, viewChosen } from '#lib/requests/view-chosen.ts'
import { desk } from '../desk.ts'
import { bulkAction } from './action.ts'
import { ConfirmForm } from './confirm-form.tsx'
import { readChosen } from './read-chosen.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('bulk'))('label') })

/** Before something is done to several requests at once: which they are, one by one. */
export default async function BulkPage({ searchParams }: PageProps<'/admin/bulk'>) {
  const { actor, date } = await desk()
  const t = await getTranslations('bulk')
  const o = await getTranslations('officer')
  const { move, refs } = readChosen(await searchParams)
  if (!move) notFound()
  const found = await viewChosen(actor, { refs })
  if (!found.ok) notFound()
  const { chosen, colleagues } = found.value
  const outcomes = ({ status }: Chosen) =>
    (outcomesOf[status] ?? []).map(value => ({ value, label: o(`forms.close.outcomes.${value}`) }))
  return (
    <>
      <BackLink href="/admin" text={t('back')} />
      <h1>{t(`${move}.title`, { count: chosen.length })}</h1>
      {chosen.length === 0 ? (
        <EmptyState title={t('none.title')}>
          <p>{t('none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <p>{t(`${move}.text`)}</p>
          <ConfirmForm
            action={bulkAction}
            move={move}
            rows={chosen.map(one => ({
              ref: one.ref,
              status: o(`status.${one.status}`),
              due: date(one.dueOn, 'short'),
              assignee: one.assignee?.name ?? o('nobody'),
              outcomes: outcomes(one),
              proposed: one.proposed ?? '',
            }))}
            colleagues={[
              { value: '', label: o('nobody') },
              ...colleagues.map(({ id, name }) => ({
                value: id,
                label: id === actor.id ? o('assign.me', { name }) : name,
              })),
            ]}
            words={{
              ...{ label: t(`${move}.title`, { count: chosen.length }), cancel: '/admin' },
              ...{ submit: t(`${move}.submit`, { count: chosen.length }), to: t('to'), outcome: t('outcome') },
              columns: {
                ...{ ref: o('list.columns.ref'), status: o('list.columns.status'), due: o('list.columns.due') },
                ...{ assignee: o('list.columns.assignee'), outcome: t('outcome'), open: t('still-open') },
              },
            }}
          />
        </>
      )}
    </>
  )
}
