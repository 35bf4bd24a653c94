import { inks } from './pdf-ink.ts'
import type { StructureElement } from './pdf-internals.ts'
import { margin, type Sheet, type TextStyle } from './pdf-sheet.ts'
import { styles } from './pdf-styles.ts'

/** Where a column begins, counted from the margin, and how wide it is. */
export type Column = { x: number; across: number }

/** A table with a row of headers, then one row for each; `look` is the style of a cell. */
export const table = (
  sheet: Sheet,
  parent: StructureElement,
  columns: Column[],
  titles: string[],
  rows: Iterable<{ cells: string[]; look: TextStyle[] }>,
): void => {
  const element = sheet.element('Table', parent)
  writeRow(sheet, element, columns, titles, 'TH', [])
  for (const { cells, look } of rows) writeRow(sheet, element, columns, cells, 'TD', look)
  element.end()
}

const writeRow = (
  sheet: Sheet,
  parent: StructureElement,
  columns: Column[],
  cells: string[],
  type: 'TH' | 'TD',
  looks: TextStyle[],
): void => {
  sheet.room(type === 'TH' ? 44 : 24)
  const row = sheet.element('TR', parent)
  sheet.y += 2
  const [from, page] = [sheet.y, sheet.pdf.page]
  let lowest = from
  for (const [index, text] of cells.entries()) {
    const { x, across } = columns[index]!
    // A cell that ran over to the next page leaves the others of its row beside its end.
    if (sheet.pdf.page === page) sheet.y = from
    const cell = sheet.element(type, row, type === 'TH' ? { scope: 'Column' } : {})
    const look = type === 'TH' ? styles.note : (looks[index] ?? styles.value)
    sheet.mark(cell, type, () => sheet.text(text, look, margin.left + x, across))
    cell.end()
    lowest = sheet.pdf.page === page ? Math.max(lowest, sheet.y) : sheet.y
  }
  row.end()
  sheet.y = lowest + 3
  sheet.rule(type === 'TH' ? inks.quiet : inks.rule)
}
