import type { PackageHead } from './content.ts'
import { certificateDetails, hasOwnRows, isHeldBack, isMissed, placeWords, resultWords } from './coverage-words.ts'
import { htmlTable } from './html-table.ts'
import { foreign, points, section, words } from './html-text.ts'
import { countCoverage } from './words.ts'
import type { Translate } from './writer.ts'

/** How complete the copy is: every mapped collection has its row. */
export const writeCertificate = (head: PackageHead, t: Translate): string => {
  const parts = [
    `<p><strong>${words(t('coverage.summary', countCoverage(head.coverage)))}</strong></p>\n`,
    `<p${head.complete ? '' : ' class="warn"'}>${words(t(head.complete ? 'coverage.complete' : 'coverage.incomplete'))}</p>\n`,
  ]
  if (head.coverage.length > 0) parts.push(table(head, t))
  if (hasOwnRows(head)) parts.push(`<p class="soft">${words(t('coverage.own'))}</p>\n`)
  for (const { title, text, items } of certificateDetails(head, t))
    parts.push(`<h3>${words(title)}</h3>\n<p>${words(text)}</p>\n${points(items.map(foreign))}`)
  return section('complete', t('coverage.title'), parts.join(''))
}

const table = (head: PackageHead, t: Translate): string => {
  const titles = [t('coverage.where'), t('coverage.result'), t('coverage.records')]
  const rows = head.coverage.map(row => [
    { html: foreign(placeWords(row, head.locale)), look: '' },
    { html: words(resultWords(row, head.locale, t)), look: isMissed(row) || isHeldBack(row) ? 'h' : '' },
    { html: isMissed(row) ? '–' : `${row.count}`, look: 'n' },
  ])
  return htmlTable(titles, rows, 2)
}
