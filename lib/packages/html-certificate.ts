import type { PackageHead } from './content.ts'
import { isHeldBack, isMissed, placeWords, resultWords } from './coverage-words.ts'
import { foreign, points, section, words } from './html-text.ts'
import { countCoverage, instantWords } from './words.ts'
import type { Translate } from './writer.ts'

/** How complete the copy is: every mapped collection has its row. */
export const writeCertificate = (head: PackageHead, t: Translate): string => {
  const { zone } = head.organisation
  const parts = [
    `<p><strong>${words(t('coverage.summary', countCoverage(head.coverage)))}</strong></p>\n`,
    `<p${head.complete ? '' : ' class="warn"'}>${words(t(head.complete ? 'coverage.complete' : 'coverage.incomplete'))}</p>\n`,
  ]
  if (head.coverage.length > 0) parts.push(table(head, t))
  if (head.unclassified.length > 0) {
    parts.push(`<h3>${words(t('coverage.unclassified-title'))}</h3>\n`)
    parts.push(`<p>${words(t('coverage.unclassified', { count: head.unclassified.length }))}</p>\n`)
    parts.push(points(head.unclassified.map(foreign)))
  }
  if (head.snapshots.length > 0) {
    parts.push(`<h3>${words(t('coverage.snapshots-title'))}</h3>\n<p>${words(t('coverage.snapshots'))}</p>\n`)
    const read = head.snapshots.map(({ source, at, lsn }) => {
      const key = lsn === null ? 'coverage.snapshot' : 'coverage.snapshot-lsn'
      return words(t(key, { source, at: instantWords(at, zone, head.locale), lsn: lsn ?? '' }))
    })
    parts.push(points(read))
  }
  return section('complete', t('coverage.title'), parts.join(''))
}

const table = (head: PackageHead, t: Translate): string => {
  const titles = [t('coverage.where'), t('coverage.result'), t('coverage.records')]
  const rows = head.coverage.map(row => {
    const look = isMissed(row) || isHeldBack(row) ? ' class="h"' : ''
    const cells = [
      `<td>${foreign(placeWords(row, head.locale))}</td>`,
      `<td${look}>${words(resultWords(row, head.locale, t))}</td>`,
      `<td class="n">${isMissed(row) ? '–' : row.count}</td>`,
    ]
    return `<tr>${cells.join('')}</tr>`
  })
  const header = titles.map((title, index) => `<th scope="col"${index === 2 ? ' class="n"' : ''}>${words(title)}</th>`)
  return `<table><thead><tr>${header.join('')}</tr></thead>\n<tbody>${rows.join('\n')}</tbody></table>\n`
}
