import { expect, test } from 'vitest'
import { csvCell, csvLine } from './csv.ts'

test.each([
  ['=1+1', `"'=1+1"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
])('%j does not run in a spreadsheet', (value, cell) => {
  expect(csvCell(value)).toBe(cell)
})

test('a comma, a quote and a line break stay in their cell', () => {
  expect(csvLine(['a,b', 'say "so"', 'two\r\nlines', ''])).toBe('"a,b","say ""so""","two\r\nlines",\r\n')
})

test('what a reference, a code or an ISO date is made of stays as it is', () => {
  expect(csvLine(['D-7K3M-9QXA', 'eu_gdpr.access uk_gdpr.access', '2026-11-23T09:00:00.001Z'])).toBe(
    'D-7K3M-9QXA,eu_gdpr.access uk_gdpr.access,2026-11-23T09:00:00.001Z\r\n',
  )
})
