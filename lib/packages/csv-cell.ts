import { type Leaf, partlyOf } from './leaf.ts'
import { escapeOf, readVisibleText, safeText } from './pdf-escape.ts'
import { valueWords } from './words.ts'
import type { Translate } from './writer.ts'

/** A spreadsheet takes a cell that begins like this for a formula (OWASP, CSV injection), in East Asia the wide signs too; the apostrophe is our own sign. */
const risky = /^[=+\-@＝＋－＠\t\r\n']/

/**
 * Where a cell may begin in a spreadsheet that takes a semicolon or a tab for the separator, as in German: there our quotes stand amid a
 * cell and hold nothing together. A plus or a minus does nothing without a call (`SUM(`, another program's `cmd|`) or a reference to another
 * sheet (`Sheet!A1`); a list of points, with brackets and exclamations in it, is left as it is.
 */
const begins = /(?<=[;\t\r\n][ "]*)(?:[=@＝＠]|[+\-＋－](?=[^;\t\r\n]*(?:[\p{L}\p{N}_.]\(|\||![$\p{L}])))/gu

/**
 * What a cell says so that no program runs it: an apostrophe goes before everything that begins with `=`, `+`, `-`, `@`, one of these
 * wide, TAB, CR, LF or an apostrophe; such a sign further on, where another spreadsheet would begin a cell, becomes its code point. The way back takes one
 * leading apostrophe away and undoes the escapes.
 */
export const neutral = (text: string): string => {
  const safe = safeText(text).replace(begins, sign => escapeOf(sign.codePointAt(0) ?? 0))
  return risky.test(safe) ? `'${safe}` : safe
}

export const readNeutral = (cell: string): string => readVisibleText(cell.startsWith("'") ? cell.slice(1) : cell)

/** A leaf as a cell: no value is an empty cell, an empty text a lone apostrophe; numbers, yes and no are as JSON writes them. */
export const leafCell = ({ value, redacted }: Leaf, t: Translate): string => {
  if (value === null) return ''
  if (value === '') return "'"
  if (typeof value === 'string') return neutral(value)
  return neutral(redacted || partlyOf(value) ? valueWords(value, t) : JSON.stringify(value))
}

/** RFC 4180. What another country's spreadsheet takes for a separator is quoted too. */
const quoted = (cell: string): string => (/[",;\t\r\n]|^ | $/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

export const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`

/** Spreadsheets take a file without it for one of their own old encodings. */
export const byteOrderMark = '\ufeff'
