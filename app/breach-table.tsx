import { getTranslations } from 'next-intl/server'
import type { Temporal } from 'temporal-polyfill'
import { EmptyState } from '#components/empty-state.tsx'
import { Table } from '#components/table.tsx'
import type { Result } from '#lib/kernel/result.ts'
import type { viewBreaches } from '#lib/requests/view-breaches.ts'
import { BreachState } from './breach-state.tsx'

export type Breach = Extract<Awaited<ReturnType<typeof viewBreaches>> & Result<unknown>, { ok: true }>['value'][number]

type Props = {
  breaches: readonly Breach[]
  /** Where one breach is read; the auditor reads none. */
  hrefOf: ((breach: Breach) => string) | undefined
  time: (instant: Temporal.Instant) => string
}

/** Breaches with what was decided when, for whoever may know that they happened: whose data and what stays sealed. */
export const BreachTable = async ({ breaches, hrefOf, time }: Props) => {
  const t = await getTranslations('breaches')
  if (breaches.length === 0)
    return (
      <EmptyState icon="check" title={t('none.title')}>
        <p>{t('none.text')}</p>
      </EmptyState>
    )
  const decided = (decision: Breach['authority'], at: Temporal.Instant | null) =>
    t(`decision.${decision}`, { at: at ? time(at) : '' })
  return (
    <Table
      caption={t('title')}
      captionHidden
      columns={(['ref', 'state', 'aware', 'due', 'authority', 'persons'] as const).map(key => ({
        key,
        label: t(`columns.${key}`),
      }))}
      rows={breaches.map(breach => ({
        key: breach.id,
        cells: [
          hrefOf ? (
            <a key="ref" href={hrefOf(breach)}>
              {breach.ref}
            </a>
          ) : (
            breach.ref
          ),
          <BreachState key="state" breach={breach} time={time} />,
          time(breach.awareAt),
          time(breach.dueAt),
          decided(breach.authority, breach.authorityAt),
          decided(breach.persons, breach.personsAt),
        ],
      }))}
    />
  )
}
