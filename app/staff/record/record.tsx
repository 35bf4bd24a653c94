import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { BackLink } from '#components/back-link.tsx'
import { KeyValue } from '#components/key-value.tsx'
import { PrintButton } from '#components/print-button.tsx'
import { viewRecord } from '#lib/audit/view-record.ts'
import type { Result } from '#lib/kernel/result.ts'
import { here } from '../here.ts'
import { seen } from '../seen.ts'
import { Certificate, Files } from './certificate.tsx'
import { Dates, Duties } from './dates.tsx'
import { Decisions, Happened, Letters, Proof } from './happened.tsx'

type Seen<V> = V extends (...of: never[]) => Promise<Result<infer T>> ? T : never
export type Recorded = Seen<typeof viewRecord>

/** One request from receipt to end, to be printed and filed: the same for officer and auditor. `back` is the request's page of who reads. */
export const Record = async ({ reference, back }: { reference: string; back: string }) => {
  const t = await getTranslations('record')
  const { actor, time } = await here()
  const found = seen(actor, await viewRecord(actor, { ref: reference }))
  return (
    <article className="record flow">
      <div data-print="no" className="flex flex-wrap items-center justify-between gap-4">
        <BackLink href={back} text={t('back')} />
        <PrintButton>{t('print')}</PrintButton>
      </div>
      <header className="grid gap-1">
        <p>
          <bdi>{found.organisation}</bdi>
        </p>
        <h1>{t('title', { ref: found.request.ref })}</h1>
        <p className="text-sm text-ink-soft">{t('printed', { at: time(found.printedAt) })}</p>
      </header>
      <Facts found={found} />
      <Dates found={found} />
      <Duties found={found} />
      <Decisions found={found} />
      <Happened found={found} />
      <Letters found={found} />
      <Certificate found={found} />
      <Files found={found} />
      <Proof found={found} />
    </article>
  )
}

/** A part of the record under its heading. On paper the heading stays with what follows. */
export const Part = ({ id, title, children }: { id: string; title: string; children: ReactNode }) => (
  <section aria-labelledby={id} className="flow">
    <h2 id={id}>{title}</h2>
    {children}
  </section>
)

const Facts = async ({ found: { request, events } }: { found: Recorded }) => {
  const [t, auditor, channel] = [
    await getTranslations('record'),
    await getTranslations('auditor'),
    await getTranslations('intake.channel'),
  ]
  const { law, day, time } = await here()
  const answer = events.find(({ event }) => event.type === 'package-released' || event.type === 'request-refused')
  const values = {
    right: auditor(`rights.${request.right}`),
    law: request.rules.map(law).join(', '),
    country: request.country,
    channel: channel(request.channel),
    received: time(request.receivedAt),
    due: day(request.dueOn),
    safe: day(request.safeOn),
    answered: answer ? time(answer.at) : t('facts.not-yet'),
    status: request.outcome ? auditor(`outcomes.${request.outcome}`) : auditor(`statuses.${request.status}`),
    assigned: request.assignedTo ? <code dir="ltr">{request.assignedTo.slice(0, 8)}</code> : t('facts.nobody'),
  }
  return <KeyValue facts={Object.entries(values).map(([key, value]) => ({ key, label: t(`facts.${key}`), value }))} />
}
