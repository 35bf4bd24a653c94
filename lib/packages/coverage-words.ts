import type { Coverage } from './content.ts'
import { inLanguage } from './leaf.ts'
import { reasonWords } from './words.ts'
import type { Translate } from './writer.ts'

/** What a place that was searched is called. */
export const placeWords = (row: Coverage, locale: string): string =>
  inLanguage(row.label ?? `${row.dataset} · ${row.collection}`, locale)

/** How its search ended, what was held back, and why. */
export const resultWords = (row: Coverage, locale: string, t: Translate): string => {
  const words = [t(`coverage.ended.${row.result}`)]
  if (row.withheldRecords > 0) words.push(t('coverage.withheld-records', { count: row.withheldRecords }))
  if (row.withheldValues > 0) words.push(t('coverage.withheld-values', { count: row.withheldValues }))
  if (row.reason !== null) words.push(t('coverage.reason', { reason: reasonWords(row.reason, locale, t) }))
  return words.join('. ')
}

export const isMissed = ({ result }: Coverage): boolean => result === 'failed' || result === 'unreachable'

export const isHeldBack = (row: Coverage): boolean =>
  row.withheldRecords + row.withheldValues > 0 || row.result === 'withheld'
