import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Actions } from '#components/actions.tsx'
import { Breadcrumbs } from '#components/breadcrumbs.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { KeyValue } from '#components/key-value.tsx'
import { Pagination } from '#components/pagination.tsx'
import { Sheet } from '#components/sheet.tsx'
import { Time } from '#components/time.tsx'
import { viewAuditedRequest } from '#lib/history/view-audited-request.ts'
import { here, type SearchParams, withQuery } from '../../../../staff/here.ts'
import { seen } from '../../../../staff/seen.ts'
import { DeadlineSheet } from './deadline-sheet.tsx'
import { EventList } from './event-list.tsx'
import { MailTable } from './mail-table.tsx'
import { PackageSheet } from './package-sheet.tsx'

type Props = { params: Promise<{ ref: string }>; searchParams: SearchParams }

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: (await getTranslations('auditor'))('request.title', { ref: (await params).ref.slice(0, 20) }),
})

/** What happened to one request, how each date came about, what left the house, and where each event stands in the signed tree. */
export default async function RequestPage({ params, searchParams }: Props) {
  const [t, { actor, day, time, law }, { ref }, { after }] = [
    await getTranslations('auditor'),
    await here(),
    await params,
    await searchParams,
  ]
  const print = await getTranslations('record')
  const start = /^\d{1,6}$/.test(String(after)) ? Number(after) : 0
  const found = seen(actor, await viewAuditedRequest(actor, { ref, after: start }))
  const { request, events, more, signed } = found
  const path = `/audit/requests/${request.ref}`
  const facts = {
    right: t(`rights.${request.right}`),
    status: request.outcome ? t(`outcomes.${request.outcome}`) : t(`statuses.${request.status}`),
    law: request.rules.map(law).join(', '),
    country: request.country,
    received: <Time iso={request.receivedAt.toString()} text={time(request.receivedAt)} />,
    due: <Time iso={request.dueOn.toString()} text={day(request.dueOn)} />,
  }
  return (
    <>
      <Breadcrumbs label={t('trail')} trail={[{ text: t('requests.title'), href: '/audit' }, { text: request.ref }]} />
      <h1>{t('request.title', { ref: request.ref })}</h1>
      <KeyValue facts={Object.entries(facts).map(([key, value]) => ({ key, label: t(`columns.${key}`), value }))} />
      <Sheet id="history" title={t('request.history')}>
        <p className="text-ink-soft">{t('request.history-lead')}</p>
        <EventList events={events} signed={signed} />
        <Pagination
          label={t('pages.label')}
          previous={start > 0 ? { href: path, text: t('pages.first') } : undefined}
          next={
            more
              ? { href: withQuery(path, { after: String(events.at(-1)?.version) }), text: t('pages.more-events') }
              : undefined
          }
        />
      </Sheet>
      <DeadlineSheet deadlines={found.deadlines} />
      <PackageSheet packages={found.packages} />
      <MailTable mails={found.mails} />
      <Sheet id="evidence" title={t('evidence.title')}>
        <p>{t('evidence.what')}</p>
        <Actions>
          <ButtonLink href={`${path}/record`} tone="secondary">
            {print('link')}
          </ButtonLink>
          <ButtonLink href={`${path}/evidence.json`} tone="secondary" download>
            {t('evidence.button')}
          </ButtonLink>
        </Actions>
      </Sheet>
    </>
  )
}
