import { getTranslations } from 'next-intl/server'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import { Time } from '#components/time.tsx'
import type { Tone } from '#components/tone.ts'
import type { Timeliness } from '#lib/requests/audit-filter.ts'
import type { AuditedRequest } from '#lib/requests/audited-store.ts'
import { here } from '../../staff/here.ts'

const tones: Record<Timeliness, Tone> = { 'in-time': 'success', late: 'danger', running: 'info', none: 'neutral' }

/** The population as a table; each reference leads to its history. */
export const RequestTable = async ({ requests }: { requests: readonly AuditedRequest[] }) => {
  const t = await getTranslations('auditor')
  const { day, time, law } = await here()
  const columns = ['ref', 'status', 'received', 'due', 'answered', 'timeliness', 'law', 'country'] as const
  return (
    <Table
      caption={t('requests.title')}
      captionHidden
      columns={columns.map(key => ({ key, label: t(`columns.${key}`) }))}
      rows={requests.map(request => ({
        key: request.id,
        cells: [
          <a key="ref" href={`/audit/requests/${request.ref}`} className="whitespace-nowrap">
            {request.ref}
          </a>,
          request.outcome ? t(`outcomes.${request.outcome}`) : t(`statuses.${request.status}`),
          <Time key="received" iso={request.receivedAt.toString()} text={time(request.receivedAt)} />,
          <Time key="due" iso={request.dueOn.toString()} text={day(request.dueOn)} />,
          request.answeredAt && (
            <Time key="answered" iso={request.answeredAt.toString()} text={time(request.answeredAt)} />
          ),
          <StatusTag key="timeliness" tone={tones[request.timeliness]}>
            {t(`timeliness.${request.timeliness}`)}
          </StatusTag>,
          request.rules.map(law).join(', '),
          request.country,
        ],
      }))}
    />
  )
}
