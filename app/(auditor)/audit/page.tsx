import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Actions } from '#components/actions.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { EmptyState } from '#components/empty-state.tsx'
import { Pagination } from '#components/pagination.tsx'
import { type AuditQuery, placeText, readAuditQuery } from '#lib/requests/audit-filter.ts'
import { viewAuditedRequests } from '#lib/requests/view-audited-requests.ts'
import { here, type SearchParams, withQuery } from '../../staff/here.ts'
import { seen } from '../../staff/seen.ts'
import { GroupTable, RequestFigures } from './request-figures.tsx'
import { RequestFilters } from './request-filters.tsx'
import { RequestTable } from './request-table.tsx'

const command = 'npm run -s dossier -- package verify requests.zip --key key.txt'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('auditor'))('requests.title'),
})

/** Every request there ever was, narrowed to what is asked for, with its figures. */
export default async function RequestsPage({ searchParams }: { searchParams: SearchParams }) {
  const [t, { actor }, parameters] = [await getTranslations('auditor'), await here(), await searchParams]
  const { query, faults } = readAuditQuery(parameters)
  const { requests, more, figures, groups } = seen(actor, await viewAuditedRequests(actor, query))
  const chosen = filterText(query)
  const [first, last] = [requests.at(0), requests.at(-1)]
  const place = (request: typeof first) => request && placeText({ at: request.receivedAt.toString(), id: request.id })
  const older = more || query.before
  const newer = query.before ? more : query.after !== undefined
  return (
    <>
      <h1>{t('requests.title')}</h1>
      <p>{t('requests.lead')}</p>
      <RequestFilters chosen={chosen} typed={parameters} faults={faults} />
      <RequestFigures figures={figures} />
      {groups.length > 0 && <GroupTable groups={groups} />}
      {requests.length > 0 ? (
        <RequestTable requests={requests} />
      ) : (
        <EmptyState title={t('requests.none')}>{t('requests.none-why')}</EmptyState>
      )}
      <Pagination
        label={t('pages.label')}
        previous={
          newer && first
            ? { href: withQuery('/audit', { ...chosen, before: place(first) }), text: t('pages.newer') }
            : undefined
        }
        next={
          older && last
            ? { href: withQuery('/audit', { ...chosen, after: place(last) }), text: t('pages.older') }
            : undefined
        }
      />
      <h2>{t('export.title')}</h2>
      <p>{t('export.what')}</p>
      <Actions>
        <ButtonLink href={withQuery('/audit/export.zip', chosen)} download>
          {t('export.whole')}
        </ButtonLink>
        <ButtonLink href={withQuery('/audit/export.csv', chosen)} tone="secondary" download>
          {t('export.button')}
        </ButtonLink>
      </Actions>
      <p className="text-sm text-ink-soft">
        {t('export.check')} <code dir="ltr">{command}</code>
      </p>
    </>
  )
}

/** What narrows the list, as it stands in the address. */
const filterText = ({
  from,
  to,
  right,
  rule,
  status,
  timeliness,
  outcome,
  officer,
}: AuditQuery): { [name: string]: string | undefined } => ({
  from: from?.toString(),
  to: to?.toString(),
  ...{ right, rule, status, timeliness, outcome, officer },
})
