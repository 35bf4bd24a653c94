import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { csvLine, neutral, readNeutral } from './csv-cell.ts'

const hostile = [
  "x;=cmd|' /C calc'!A0;y",
  'x\t=1+1',
  'Dear all,\n@SUM(A1)',
  'x;"=HYPERLINK("https://evil.example")',
  "x\r\n-1+cmd|' /C calc'!A0",
  'x; +SUM(A1)',
  '＝1+1',
  '＋cmd',
  'x;＠SUM(1)',
  '=1+1',
]

test('nothing that somebody wrote begins a cell as a formula, whatever a spreadsheet of its country takes for a separator', () => {
  for (const delimiter of [',', ';', '\t'])
    for (const text of hostile) {
      const line = csvLine(['Ann', neutral(text), 'end'])
      const rows: string[][] = parse(line, { delimiter, relax_quotes: true, relax_column_count: true })
      for (const cell of rows.flat())
        expect(cell.replace(/^[ "]*/, ''), `${delimiter} ${text}`).not.toMatch(/^[=@＝＋－＠]|^[+-].*[(|!]/)
    }
})

test('what a cell says leads back to the value, and a list of points stays readable', () => {
  for (const text of [...hostile, 'a ‹U+003D› b;=c', "'quoted"]) expect(readNeutral(neutral(text))).toBe(text)
  const points = 'To do:\n- call back (soon)\n- write! Please.\n- 5;-3'
  expect(neutral(points)).toBe(points)
})
