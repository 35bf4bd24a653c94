import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Line } from './pdf-lines.ts'
import { Sheet } from './pdf-sheet.ts'

const sheet = () =>
  new Sheet({ title: 't', lang: 'en', preparedAt: '2026-01-01T00:00:00Z', headLeft: '', headRight: '', page: String })

const limit = 20_000

/** What the glyphs of a line say, read from left to right. */
const seen = (line: Line): string =>
  line.parts
    .flatMap(({ face, hex }) =>
      (hex.match(/..../g) ?? []).map(code => face.embedded.unicode[Number.parseInt(code, 16)] ?? []),
    )
    .map(codePoints => String.fromCodePoint(...codePoints))
    .join('')

const said = (line: Line): string => (line.actual ?? seen(line)) + line.ending

describe('lines', () => {
  const { breaker } = sheet()

  test('hold every character of the text, and none is wider than the column', () => {
    const word = fc.constantFrom(
      'a',
      'wide ',
      'W',
      '/',
      '-',
      ' ',
      '\n',
      '\r\n',
      'é',
      'Ж',
      '中',
      '。',
      '👍🏽',
      'कि',
      'श्री ',
      '\u0000',
    )
    fc.assert(
      fc.property(fc.string({ unit: word, maxLength: 80 }), text => {
        const lines = [...breaker.lines(text, 'text', limit)]
        expect(lines.map(said).join('')).toBe(breaker.shown(text, 'text'))
        for (const line of lines) expect(inked(line)).toBeLessThanOrEqual(limit)
      }),
    )
  })

  test('never tear what a reader takes for one character', () => {
    const family = '👩‍👩‍👧'
    const lines = [...breaker.lines(family.repeat(40), 'text', limit)]
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) expect(said(line).length % family.length).toBe(0)
  })

  test('end before a long word, and a web address stays together at its slashes', () => {
    const lines = [...breaker.lines('see https://example.org/a', 'text', 9_000)].map(said)
    expect(lines[0]).toBe('see ')
    expect(lines.join('')).toBe('see https://example.org/a')
    expect(lines.some(line => line.endsWith('https:/'))).toBe(false)
  })

  test('Chinese closing marks never begin a line', () => {
    const lines = [...breaker.lines('海港人力软件。'.repeat(12), 'text', limit)].map(said)
    expect(lines.length).toBeGreaterThan(3)
    expect(lines.filter(line => line.startsWith('。'))).toEqual([])
  })
})

test.each([
  ['a word of 50,000 Arabic letters', 'مرحبا'.repeat(10_000)],
  ['a letter under 20,000 accents', `a${'\u0301'.repeat(20_000)}`],
  ['50,000 ideographs', '海港人力软'.repeat(10_000)],
])('%s is written out like any other text', (_, text) => {
  const { breaker } = sheet()
  let letters = 0
  for (const line of breaker.lines(text, 'text', limit)) letters += [...(line.actual ?? seen(line))].length
  expect(letters).toBe([...text.normalize('NFC')].length)
})

describe('right to left', () => {
  const { breaker } = sheet()
  const only = (text: string) => [...breaker.lines(text, 'text', 100_000)][0]!

  test('Hebrew stands on the page from right to left, numbers in it from left to right', () => {
    expect(seen(only('שלום 10:30'))).toBe('10:30 םולש')
  })

  test('brackets around it take their mirror image', () => {
    expect(seen(only('(שלום)'))).toBe('(םולש)')
    expect(only('(שלום)').rightToLeft).toBe(true)
  })

  test('in an English sentence only the Hebrew words turn', () => {
    expect(seen(only('Dear נועה, hello'))).toBe('Dear העונ, hello')
    expect(only('Dear נועה, hello').rightToLeft).toBe(false)
  })

  test('Arabic letters join: the shapes differ from letters that stand alone', () => {
    const joined = only('سس').parts[0]!
    const apart = only('س س').parts[0]!
    expect(joined.width).not.toBeCloseTo(apart.width * 2, 0)
  })
})

const inked = (line: Line): number => {
  const spaces = /( +)$/.exec(said(line).replace(/[\r\n]+$/, ''))?.[1]?.length ?? 0
  return line.width - spaces * 260
}
