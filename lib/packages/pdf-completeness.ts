import type { PackageHead } from './content.ts'
import { certificateDetails, hasOwnRows, isHeldBack, isMissed, placeWords, resultWords } from './coverage-words.ts'
import { bullets, heading, paragraph } from './pdf-blocks.ts'
import type { StructureElement } from './pdf-internals.ts'
import { column, type Sheet } from './pdf-sheet.ts'
import { styles } from './pdf-styles.ts'
import { table } from './pdf-table.ts'
import type { Translate } from './writer.ts'

const columns = [
  { x: 0, across: 178 },
  { x: 190, across: 222 },
  { x: 424, across: column - 424 },
]

/** The certificate: where we looked and how each search ended, on the first page. Every mapped collection has its row. */
export const writeCompleteness = (sheet: Sheet, head: PackageHead, t: Translate): void => {
  sheet.bookmark(t('coverage.title'))
  const part = sheet.element('Sect', sheet.root)
  heading(sheet, part, 'H2', t('coverage.title'), styles.heading, 80)
  paragraph(
    sheet,
    part,
    t(head.complete ? 'coverage.complete' : 'coverage.incomplete'),
    head.complete ? styles.note : styles.warning,
  )
  if (head.coverage.length > 0) writeTable(sheet, part, head, t)
  if (hasOwnRows(head)) {
    sheet.y += 6
    paragraph(sheet, part, t('coverage.own'), styles.note)
  }
  for (const { title, text, items } of certificateDetails(head, t)) {
    sheet.y += 12
    heading(sheet, part, 'H2', title, styles.heading)
    paragraph(sheet, part, text)
    bullets(sheet, part, items)
  }
  part.end()
}

const writeTable = (sheet: Sheet, parent: StructureElement, head: PackageHead, t: Translate): void => {
  const titles = [t('coverage.where'), t('coverage.result'), t('coverage.records')]
  const rows = head.coverage.map(row => ({
    cells: [placeWords(row, head.locale), resultWords(row, head.locale, t), isMissed(row) ? '–' : `${row.count}`],
    look: [styles.value, isMissed(row) || isHeldBack(row) ? styles.withheld : styles.value, styles.value],
  }))
  table(sheet, parent, columns, titles, rows)
}
