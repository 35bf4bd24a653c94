import type { PackageHead } from './content.ts'
import { isHeldBack, isMissed, placeWords, resultWords } from './coverage-words.ts'
import { bullets, heading, paragraph } from './pdf-blocks.ts'
import { inks } from './pdf-ink.ts'
import type { StructureElement } from './pdf-internals.ts'
import { column, margin, type Sheet, type TextStyle } from './pdf-sheet.ts'
import { styles } from './pdf-styles.ts'
import { countCoverage, instantWords } from './words.ts'
import type { Translate } from './writer.ts'

/** Where we looked and how each search ended; every mapped collection has its row. */
export const writeCompleteness = (sheet: Sheet, head: PackageHead, t: Translate): void => {
  sheet.newPage()
  sheet.bookmark(t('coverage.title'))
  const part = sheet.element('Sect', sheet.root)
  heading(sheet, part, 'H1', t('coverage.title'), styles.chapter)
  paragraph(sheet, part, t('coverage.summary', countCoverage(head.coverage)))
  paragraph(
    sheet,
    part,
    t(head.complete ? 'coverage.complete' : 'coverage.incomplete'),
    head.complete ? styles.body : styles.warning,
  )
  sheet.y += 8
  if (head.coverage.length > 0) writeTable(sheet, part, head, t)
  if (head.unclassified.length > 0) {
    sheet.y += 12
    heading(sheet, part, 'H2', t('coverage.unclassified-title'), styles.heading)
    paragraph(sheet, part, t('coverage.unclassified', { count: head.unclassified.length }))
    bullets(sheet, part, head.unclassified)
  }
  if (head.snapshots.length > 0) {
    sheet.y += 12
    heading(sheet, part, 'H2', t('coverage.snapshots-title'), styles.heading)
    paragraph(sheet, part, t('coverage.snapshots'))
    const { zone } = head.organisation
    const read = head.snapshots.map(({ source, at, lsn }) => {
      const key = lsn === null ? 'coverage.snapshot' : 'coverage.snapshot-lsn'
      return t(key, { source, at: instantWords(at, zone, head.locale), lsn: lsn ?? '' })
    })
    bullets(sheet, part, read)
  }
  part.end()
}

const columns = [
  { x: margin.left, across: 178 },
  { x: margin.left + 190, across: 222 },
  { x: margin.left + 424, across: column - 424 },
]

const writeTable = (sheet: Sheet, parent: StructureElement, head: PackageHead, t: Translate): void => {
  const table = sheet.element('Table', parent)
  const titles = [t('coverage.where'), t('coverage.result'), t('coverage.records')]
  writeRow(sheet, table, titles, 'TH', [styles.note, styles.note, styles.note])
  for (const row of head.coverage) {
    const missed = isMissed(row)
    const held = isHeldBack(row)
    const cells = [placeWords(row, head.locale), resultWords(row, head.locale, t), missed ? '–' : `${row.count}`]
    writeRow(sheet, table, cells, 'TD', [styles.value, missed || held ? styles.withheld : styles.value, styles.value])
  }
  table.end()
}

const writeRow = (
  sheet: Sheet,
  table: StructureElement,
  cells: string[],
  type: 'TH' | 'TD',
  looks: TextStyle[],
): void => {
  sheet.room(44)
  const row = sheet.element('TR', table)
  sheet.y += 3
  const [from, page] = [sheet.y, sheet.pdf.page]
  let lowest = from
  for (const [index, text] of cells.entries()) {
    const { x, across } = columns[index]!
    // A cell that ran over to the next page leaves the others of its row beside its end.
    if (sheet.pdf.page === page) sheet.y = from
    const cell = sheet.element(type, row, type === 'TH' ? { scope: 'Column' } : {})
    sheet.mark(cell, type, () => sheet.text(text, looks[index]!, x, across))
    cell.end()
    lowest = sheet.pdf.page === page ? Math.max(lowest, sheet.y) : sheet.y
  }
  row.end()
  sheet.y = lowest + 4
  sheet.rule(type === 'TH' ? inks.quiet : inks.rule)
}
