import { getTranslations } from 'next-intl/server'
import { Details } from '#components/details.tsx'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import { formatNumber } from '#lib/i18n/formats.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import type { RequestOnDesk } from '#lib/requests/view-request.ts'
import { describeReason } from '#lib/sources/describe.ts'
import { desk } from '../../desk.ts'
import { Sources } from './sources.tsx'
import { Unsearched } from './unsearched.tsx'

type Coverage = RequestOnDesk['coverages'][number]

/** What the search found, collection by collection; what is empty is folded away, what failed comes first. */
export const Found = async ({ onDesk }: { onDesk: RequestOnDesk }) => {
  const t = await getTranslations('officer.found')
  const { coverages } = onDesk
  const ended = (result: Coverage['result']) => coverages.filter(row => row.result === result)
  const missed = [...ended('failed'), ...ended('unreachable')]
  const empty = ended('empty')
  const unreached = onDesk.missing.filter(({ result }) => result === 'unreachable').length
  const records = coverages.reduce((sum, row) => sum + row.count, 0)
  return (
    <Sheet
      id="found"
      title={t('title')}
      aside={<span className="text-ink-soft">{t('records', { count: records })}</span>}
    >
      <Sources onDesk={onDesk} />
      <Unsearched reference={onDesk.request.ref} unsearched={onDesk.unsearched} />
      {ended('failed').length > 0 && (
        <Notice tone="danger" title={t('failed-title', { count: ended('failed').length })}>
          <p>{t('failed-text')}</p>
        </Notice>
      )}
      {unreached > 0 && (
        <Notice tone="warning" title={t('unreached-title', { count: unreached })}>
          <p>{t('unreached-text')}</p>
        </Notice>
      )}
      {coverages.length > 0 && missed.length + ended('found').length + onDesk.unsearched.length === 0 && (
        <p>{t('nothing')}</p>
      )}
      {missed.length + ended('found').length > 0 && (
        <Rows rows={[...missed, ...ended('found')]} onDesk={onDesk} caption={t('collections')} />
      )}
      {empty.length > 0 && (
        <Details summary={t('empty', { count: empty.length })}>
          <ul>
            {empty.map(row => (
              <li key={`${row.dataset}.${row.collection}`}>
                <Label row={row} labels={onDesk.labels} />
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Sheet>
  )
}

const tones = { found: 'success', empty: 'neutral', failed: 'danger', unreachable: 'warning' } as const

const Rows = async ({ rows, onDesk, caption }: { rows: Coverage[]; onDesk: RequestOnDesk; caption: string }) => {
  const { actor, locale } = await desk()
  const t = await getTranslations('officer.found')
  const reasons = createTranslator(locale, 'sources')
  const mayRead = mayDo(actor, 'finding:read')
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { key: 'collection', label: t('columns.collection') },
        { key: 'result', label: t('columns.result') },
        { key: 'count', label: t('columns.count'), align: 'end' },
      ]}
      rows={rows.map(row => {
        const label = <Label key="label" row={row} labels={onDesk.labels} />
        const href = `/admin/requests/${onDesk.request.ref}/findings/${encodeURIComponent(row.dataset)}/${encodeURIComponent(row.collection)}`
        return {
          key: `${row.dataset}.${row.collection}`,
          cells: [
            row.result === 'found' && mayRead ? (
              <a key="label" href={href}>
                {label}
              </a>
            ) : (
              label
            ),
            <span key="result" className="flex flex-wrap items-baseline gap-x-2">
              <StatusTag tone={tones[row.result]}>{t(`result.${row.result}`)}</StatusTag>
              {row.reason && <span className="text-sm text-ink-soft">{describeReason(reasons, row.reason)}</span>}
            </span>,
            row.result === 'found' ? formatNumber(locale, row.count) : null,
          ],
        }
      })}
    />
  )
}

/** The name people know a collection by, and the one the data map knows. */
const Label = async ({ row, labels }: { row: Coverage; labels: RequestOnDesk['labels'] }) => {
  const { locale } = await desk()
  const name = `${row.dataset}.${row.collection}`
  const label = labels.get(name)
  return (
    <>
      {label && <>{inLanguage(label, locale)} </>}
      <code className="font-normal text-ink-soft">{name}</code>
    </>
  )
}
