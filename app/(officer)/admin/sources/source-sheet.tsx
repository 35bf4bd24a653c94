import { getTranslations } from 'next-intl/server'
import { Details } from '#components/details.tsx'
import { KeyValue } from '#components/key-value.tsx'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { createTranslator } from '#lib/i18n/translator.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import type { SourceHealth } from '#lib/sources/view-sources.ts'
import { desk } from '../desk.ts'
import { Runs } from './runs.tsx'

/** One source: what it is, what of it is mapped, what is not, how its last searches went. */
export const SourceSheet = async ({ source }: { source: SourceHealth }) => {
  const { time, locale } = await desk()
  const t = await getTranslations('officer.health')
  const kinds = createTranslator(locale, 'history')
  const { key, kind, addedAt, connected, collections, runs, unclassified } = source
  return (
    <Sheet
      id={`source-${key}`}
      title={key}
      aside={
        <StatusTag tone={connected ? 'success' : 'danger'}>{t(connected ? 'connected' : 'not-connected')}</StatusTag>
      }
    >
      <KeyValue
        facts={[
          { key: 'kind', label: t('kind'), value: kinds(`kind.${kind}`) },
          { key: 'added', label: t('added'), value: time(addedAt) },
          { key: 'collections', label: t('collections'), value: t('mapped', { count: collections.length }) },
        ]}
      />
      {unclassified.length > 0 && (
        <Notice tone="warning" title={t('unclassified', { count: unclassified.length })}>
          <p>{t('unclassified-text')}</p>
          <ul>
            {unclassified.map(column => (
              <li key={column}>
                <code>{column}</code>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Details summary={t('collections')}>
        <ul>
          {collections.map(({ dataset, collection, label }) => (
            <li key={`${dataset}.${collection}`}>
              {inLanguage(label, locale)} <code className="text-ink-soft">{`${dataset}.${collection}`}</code>
            </li>
          ))}
        </ul>
      </Details>
      <Runs runs={runs} />
    </Sheet>
  )
}
