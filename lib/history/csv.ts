/** What a spreadsheet would take for a formula (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/

/** One cell (RFC 4180). A text that would run as a formula gets an apostrophe before it, which spreadsheets do not show. */
export function csvCell(value: string): string {
  const harmless = formula.test(value) ? `'${value}` : value
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** One line with its end. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

/** Without it, spreadsheets take UTF-8 for something else. */
export const byteOrderMark = '\ufeff'
