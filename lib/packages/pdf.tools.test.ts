import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packageFiles, zipped } from './archive.fixture.ts'
import { hostileRecord } from './hostile.fixture.ts'
import { built, contactFacts, type Fixture, fixture, record } from './package.fixture.ts'
import { readVisibleText } from './pdf-escape.ts'

/** These need Debian's qpdf, poppler-utils and unzip. */
const folder = mkdtempSync(join(tmpdir(), 'dossier-pdf-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

const tool = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28 })

const names = [
  record('ar', { name: 'مريم الحداد', company: 'شركة النور للبرمجيات', note: 'عرضًا قليلًا' }),
  record('he', { name: 'נועה לוי', company: 'חברת הים' }),
  record('hi', { name: 'प्रिया शर्मा', company: 'श्री कृष्ण सॉफ़्टवेयर', note: 'विद्यार्थी क्षत्रिय ज्ञान' }),
  record('zh', { name: '王小明', company: '海港人力软件（上海）有限公司' }),
  record('uk', { name: 'Дмитро Шевченко', company: 'Ελληνική Εταιρεία', note: 'Zażółć gęślą jaźń — ﬁne' }),
]

const samples: { [name: string]: { some: Fixture; locale: 'en' | 'de' } } = {
  ordinary: { some: fixture([{ facts: contactFacts, records: names }]), locale: 'en' },
  german: { some: fixture([{ facts: contactFacts, records: names }]), locale: 'de' },
  hostile: { some: fixture([{ facts: contactFacts, records: [hostileRecord()] }]), locale: 'en' },
  empty: { some: fixture([]), locale: 'de' },
  long: {
    some: fixture([
      {
        facts: contactFacts,
        records: Array.from({ length: 5_000 }, (_, n) => record(`${n}`, { name: `Person ${n}` })),
      },
    ]),
    locale: 'en',
  },
}

beforeAll(async () => {
  for (const [name, { some, locale }] of Object.entries(samples)) {
    writeFileSync(at(`${name}.pdf`), (await built(some, locale, ['dossier.pdf'])).pdf)
  }
})

/** The column of values on all pages, as poppler reads it, spaces and direction marks apart. */
const valuesIn = (name: string): string =>
  bare(
    readVisibleText(
      tool('pdftotext', '-x', '224', '-y', '60', '-W', '330', '-H', '720', '-r', '72', at(`${name}.pdf`), '-'),
    ),
  )

const bare = (text: string): string => text.normalize('NFC').replace(/[\s\u202a-\u202e\u200e\u200f\u2066-\u2069]+/g, '')

describe('other programs agree', () => {
  test.each(Object.keys(samples))('qpdf finds nothing wrong with the %s answer', name => {
    expect(tool('qpdf', '--check', at(`${name}.pdf`))).toContain('No syntax or stream encoding errors found')
  })

  test.each(Object.keys(samples))('every font of the %s answer is embedded and says what its glyphs mean', name => {
    const fonts = tool('pdffonts', at(`${name}.pdf`))
      .trim()
      .split('\n')
      .slice(2)
    expect(fonts.length).toBeGreaterThan(1)
    for (const font of fonts) expect(font).toMatch(/ yes yes yes +\d+ +0$/)
  })

  test('pdfinfo knows it as tagged, with its title', () => {
    const info = tool('pdfinfo', at('ordinary.pdf'))
    expect(info).toMatch(/Tagged: +yes/)
    expect(info).toMatch(/Title: +Your data D-2026-0042/)
  })

  test('5,000 records: the structure holds every one of them', () => {
    const structure = tool('pdfinfo', '-struct-text', at('long.pdf'))
    expect(structure.match(/^ +H3/gm)?.length).toBe(5_000)
    expect(structure).toContain('"Person 4999"')
  })
})

describe('the copied text is the value', () => {
  test.each(names.flatMap(({ values }) => Object.values(values).map(String)))('%s', value => {
    expect(valuesIn('ordinary')).toContain(bare(value))
  })

  // Where two directions meet, poppler orders the line anew: those are compared word by word.
  const mixed = ['arabic', 'hebrew']
  const plain = Object.entries(hostileRecord().values).filter(
    ([name, value]) => typeof value === 'string' && !mixed.includes(name),
  )
  test.each(plain.map(([name, value]) => [name.slice(0, 20), String(value)]))('hostile: %s', (_, value) => {
    expect(valuesIn('hostile').includes(bare(value))).toBe(true)
  })

  test.each(mixed)('words of two directions: %s', name => {
    const words = String(hostileRecord().values[name]).match(/[\p{L}\p{M}\u200c]+|\p{N}+/gu) ?? []
    const text = valuesIn('hostile')
    expect(words.filter(word => !text.includes(bare(word)))).toEqual([])
  })
})

test('unzip takes the archive apart', async () => {
  writeFileSync(at('package.zip'), await zipped(await packageFiles()))
  expect(tool('unzip', '-t', at('package.zip'))).toContain('No errors detected')
})
