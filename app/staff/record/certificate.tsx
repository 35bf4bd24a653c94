import { getTranslations } from 'next-intl/server'
import { Temporal } from 'temporal-polyfill'
import { Table } from '#components/table.tsx'
import { formatBytes } from '#lib/i18n/formats.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import { describeReason } from '#lib/sources/describe.ts'
import { isCountedElsewhere } from '#lib/sources/gap.ts'
import { here } from '../here.ts'
import { Part, type Recorded } from './record.tsx'

/** Where was looked and how each search ended: every collection of the data map, and each source with its instant. */
export const Certificate = async ({ found: { searches, coverages } }: { found: Recorded }) => {
  const [t, o] = [await getTranslations('record.certificate'), await getTranslations('officer.found')]
  const { locale, number } = await here()
  const reasons = createTranslator(locale, 'sources')
  if (searches.length === 0)
    return (
      <Part id="certificate" title={t('title')}>
        {t('none')}
      </Part>
    )
  const places = coverages.filter(row => !isCountedElsewhere(row))
  const ended = (...results: string[]) => places.filter(({ result }) => results.includes(result)).length
  const unsearched = ended('failed', 'unreachable')
  const missed = unsearched + searches.filter(({ state }) => state === 'failed').length
  return (
    <Part id="certificate" title={t('title')}>
      <p>
        {t('totals', {
          ...{ collections: coverages.length, sources: searches.length, found: ended('found'), empty: ended('empty') },
          missed: unsearched,
        })}{' '}
        {t(missed === 0 ? 'complete' : 'incomplete')}
      </p>
      <Sources searches={searches} />
      <Table
        caption={o('collections')}
        captionHidden
        columns={[
          { key: 'collection', label: o('columns.collection') },
          { key: 'result', label: o('columns.result') },
          { key: 'count', label: o('columns.count'), align: 'end' },
        ]}
        rows={coverages.map(row => ({
          key: `${row.dataset}.${row.collection}`,
          cells: [
            <code key="name" dir="ltr">{`${row.dataset}.${row.collection}`}</code>,
            [o(`result.${row.result}`), row.reason && describeReason(reasons, row.reason)].filter(Boolean).join(': '),
            row.result === 'found' ? number(row.count) : null,
          ],
        }))}
      />
    </Part>
  )
}

const Sources = async ({ searches }: Pick<Recorded, 'searches'>) => {
  const [t, read] = [await getTranslations('record.certificate'), await getTranslations('officer.sources')]
  const { time, number } = await here()
  return (
    <Table
      caption={t('source')}
      captionHidden
      columns={[
        ...(['source', 'state', 'snapshot', 'decoys'] as const).map(key => ({ key, label: t(key) })),
        { key: 'unclassified', label: t('unclassified'), align: 'end' as const },
      ]}
      rows={searches.map(({ source, state, snapshotAt, decoys, unclassified }) => ({
        key: source,
        cells: [
          source,
          read(`state.${state}`),
          snapshotAt && time(Temporal.Instant.from(snapshotAt)),
          decoys.crossed.length > 0
            ? read('crossed', { count: decoys.crossed.length })
            : read('not-crossed', { tried: decoys.tried }),
          number(unclassified.length),
        ],
      }))}
    />
  )
}

/** The files of each package that is still there, with their hashes. */
export const Files = async ({ found: { files } }: { found: Recorded }) => {
  const [say, p] = [await getTranslations('record.files'), await getTranslations('auditor.packages')]
  const { locale } = await here()
  return (
    <Part id="files" title={say('title')}>
      {files.length === 0 ? (
        <p>{say('none')}</p>
      ) : (
        <Table
          caption={p('files')}
          captionHidden
          columns={[
            { key: 'name', label: p('columns.name') },
            { key: 'bytes', label: p('columns.bytes'), align: 'end' },
            { key: 'sha256', label: p('columns.sha256') },
          ]}
          rows={files.map(({ name, bytes, sha256 }) => ({
            key: `${name} ${hexOf(sha256)}`,
            cells: [
              name,
              formatBytes(locale, bytes),
              <code key="sha256" dir="ltr" className="fingerprint">
                {hexOf(sha256)}
              </code>,
            ],
          }))}
        />
      )}
    </Part>
  )
}
