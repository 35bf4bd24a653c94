import { getTranslations } from 'next-intl/server'
import { StatusTag } from '#components/status-tag.tsx'
import type { SourceHealth } from '#lib/sources/view-sources.ts'

/** How many things of a source a person should look at. */
export const concernsOf = ({ drift, expiring }: SourceHealth): number =>
  (drift?.unclassified.length ?? 0) + (drift?.missing.length ?? 0) + expiring.length

/** How a source is, in a word. */
export const StateTag = async ({ source }: { source: SourceHealth }) => {
  const t = await getTranslations('health.state')
  const count = concernsOf(source)
  if (source.manual) return <StatusTag tone="neutral">{t('asked')}</StatusTag>
  if (!source.connected) return <StatusTag tone="danger">{t('not-connected')}</StatusTag>
  if (source.check?.reason) return <StatusTag tone="danger">{t('failed')}</StatusTag>
  if (count > 0) return <StatusTag tone="warning">{t('drift', { count })}</StatusTag>
  return source.check ? (
    <StatusTag tone="success">{t('sound')}</StatusTag>
  ) : (
    <StatusTag tone="neutral">{t('unchecked')}</StatusTag>
  )
}
