import type { Coverage, PackageHead } from './content.ts'
import { inLanguage } from './leaf.ts'
import { ownDataset } from './own-dataset.ts'
import { instantWords, reasonWords } from './words.ts'
import type { Translate } from './writer.ts'

/** What a place that was searched is called. */
export const placeWords = (row: Coverage, locale: string): string =>
  inLanguage(row.label ?? `${row.dataset} · ${row.collection}`, locale)

/** How its search ended, what was held back, and why. */
export const resultWords = (row: Coverage, locale: string, t: Translate): string => {
  const words = [t(`coverage.ended.${row.result}`)]
  if (row.withheldRecords > 0) words.push(t('coverage.withheld-records', { count: row.withheldRecords }))
  if (row.withheldValues > 0) words.push(t('coverage.withheld-values', { count: row.withheldValues }))
  if (row.withheldParts > 0) words.push(t('coverage.withheld-parts', { count: row.withheldParts }))
  if (row.reason !== null) words.push(t('coverage.reason', { reason: reasonWords(row.reason, locale, t) }))
  for (const { code, count } of row.remarks ?? []) words.push(t(`coverage.remark.${code}`, { count }))
  return words.join('. ')
}

export const isMissed = ({ result }: Coverage): boolean => result === 'failed' || result === 'unreachable'

export const isHeldBack = (row: Coverage): boolean =>
  row.withheldRecords + row.withheldValues + row.withheldParts > 0 || row.result === 'withheld'

/** A list of the certificate: a title, a sentence, its points. */
export type Detail = { title: string; text: string; items: string[] }

/** Places that nobody could search although they may hold something of the person's: each with the reason. */
export const unreachedWords = (head: PackageHead, t: Translate): string[] =>
  head.coverage
    .filter(({ result, gap }) => result === 'unreachable' && gap)
    .map(row => `${placeWords(row, head.locale)}: ${reasonWords(row.reason ?? '', head.locale, t)}`)

/** What stands under the table: what nobody could search, each source and the moment it was read at, what is not described, what was left out on purpose. */
export const certificateDetails = (head: PackageHead, t: Translate): Detail[] => {
  const excluded = head.sources.flatMap(source => source.excluded.map(({ what, reason }) => `${what}: ${reason}`))
  const details: Detail[] = [
    { title: t('coverage.unreached-title'), text: t('coverage.unreached'), items: unreachedWords(head, t) },
    {
      title: t('coverage.unclassified-title'),
      text: t('coverage.unclassified', { count: head.unclassified.length }),
      items: head.unclassified,
    },
    { title: t('coverage.sources-title'), text: t('coverage.snapshots'), items: sourceWords(head, t) },
    { title: t('coverage.excluded-title'), text: t('coverage.excluded'), items: excluded },
  ]
  return details.filter(({ items }) => items.length > 0)
}

const sourceWords = (head: PackageHead, t: Translate): string[] =>
  head.sources.map(({ source, label, tables, columns, records }) => {
    const snapshot = head.snapshots.find(one => one.source === source)
    const said = [t('coverage.source', { label: inLanguage(label ?? source, head.locale), tables, columns, records })]
    if (snapshot) {
      const { at, lsn, fingerprint } = snapshot
      const when = instantWords(at, head.organisation.zone, head.locale)
      said.push(lsn === null ? t('coverage.read', { at: when }) : t('coverage.read-lsn', { at: when, lsn }))
      if (fingerprint !== null) said.push(t('coverage.fingerprint', { fingerprint }))
    }
    return said.join(' ')
  })

export const hasOwnRows = ({ coverage }: PackageHead): boolean => coverage.some(row => row.dataset === ownDataset)
