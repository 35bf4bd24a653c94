import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { createTranslator } from '#lib/i18n/translator.ts'
import { describeReason } from '#lib/sources/describe.ts'
import { type SourceHealth, viewSources } from '#lib/sources/view-sources.ts'
import { desk } from './desk.ts'
import { concernsOf } from './sources/state-tag.tsx'

/** On an admin's desk: sources whose shape has changed, whose exclusions end soon, or that could not be reached. */
export const SourceAlarms = async () => {
  const { actor } = await desk()
  const t = await getTranslations('health.alarm')
  const found = await viewSources(actor, { runs: 1 })
  const alarmed = found.ok ? found.value.filter(one => concernsOf(one) > 0 || one.check?.reason) : []
  if (alarmed.length === 0) return null
  return (
    <Notice tone="warning" title={t('title')}>
      <ul>
        {alarmed.map(source => (
          <li key={source.key}>
            <Line source={source} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const Line = async ({ source: { key, drift, expiring, check } }: { source: SourceHealth }) => {
  const { locale } = await desk()
  const t = await getTranslations('health.alarm')
  const said = [
    ...(check?.reason
      ? [t('failed', { reason: describeReason(createTranslator(locale, 'sources'), check.reason) })]
      : []),
    ...(drift && drift.unclassified.length > 0 ? [t('unclassified', { count: drift.unclassified.length })] : []),
    ...(drift && drift.missing.length > 0 ? [t('missing', { count: drift.missing.length })] : []),
    ...(expiring.length > 0 ? [t('expiring', { count: expiring.length })] : []),
  ]
  return (
    <>
      <strong>{key}</strong>: {said.join('; ')}. <a href={`/admin/sources/${key}`}>{t('link', { source: key })}</a>
    </>
  )
}
