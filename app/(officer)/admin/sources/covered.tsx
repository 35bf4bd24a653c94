import { getTranslations } from 'next-intl/server'
import type { SourceHealth } from '#lib/sources/view-sources.ts'

/** How much of a source its map describes: "137 of 137 tables, 1,204 columns". */
export const Covered = async ({ source: { drift } }: { source: SourceHealth }) => {
  const t = await getTranslations('health')
  if (!drift) return <span className="text-ink-soft">{t('not-compared')}</span>
  const { described, tables, columns } = drift
  return <span className="tabular-nums">{t('covered', { described, tables, columns })}</span>
}
