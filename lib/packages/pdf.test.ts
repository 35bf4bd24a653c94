import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import type { Coverage } from './content.ts'
import { built, contactFacts, type Fixture, fixture, record } from './package.fixture.ts'
import { countRoles } from './read-pdf.fixture.ts'

const row = (collection: string, result: Coverage['result'], more: Partial<Coverage> = {}): Coverage => ({
  dataset: 'site',
  collection,
  result,
  count: 0,
  withheldRecords: 0,
  withheldValues: 0,
  withheldParts: 0,
  reason: null,
  ...more,
})

/** The text of every page as another program reads it, spaces made one. */
const textOf = async (some: Fixture, locale: 'en' | 'de' = 'en'): Promise<string> => {
  const { pdf } = await built(some, locale, ['dossier.pdf'])
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent()
    pages.push(items.map(item => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join(''))
  }
  return pages.join(' ').replace(/\s+/g, ' ')
}

const ordinary = () =>
  fixture(
    [{ facts: contactFacts, records: [record('1', { name: 'Aoife Nolan', note: { redacted: 'rights-of-others' } })] }],
    {
      coverage: [row('mailing', 'empty')],
    },
  )

describe('the person reads', () => {
  test('whose data it is, from whom, for which request, and the answer', async () => {
    const text = await textOf(ordinary())
    for (const words of [
      'Your data',
      'aoife.nolan@example.com',
      'D-2026-0042',
      'Harbour People Software Ltd',
      'Yes, we hold data about you',
    ]) {
      expect(text).toContain(words)
    }
    expect(text).toContain('We looked in 2 of 2 collections: 1 held your data (1 record), 1 empty.')
  })

  test('why each group is held, on what basis, from where, who received it and how long it is kept (Art. 15(1) GDPR)', async () => {
    const text = await textOf(ordinary())
    expect(text).toContain('To answer you and to know who you are')
    expect(text).toContain('Art. 6(1)(b) GDPR')
    expect(text).toContain('You gave it to us in a form')
    expect(text).toContain('Brightmail Ltd')
    expect(text).toContain('3 years, counted from: Stored since')
  })

  test('their rights, the complaint body and the court (Art. 15(1)(e), (f), 79 GDPR)', async () => {
    const text = await textOf(ordinary())
    expect(text).toContain('Data Protection Commission, https://dpc.example.org')
    expect(text).toContain('You may also go to court')
  })

  test('where something was held back, and why, in words', async () => {
    expect(await textOf(ordinary())).toContain('[Held back: it would reveal something about another person]')
  })

  test('all of it in German', async () => {
    const text = await textOf(ordinary(), 'de')
    for (const words of [
      'Ihre Daten',
      'Ja, wir speichern Daten über Sie',
      'Kontaktdaten',
      '3 Jahre, gerechnet ab: Gespeichert seit',
      '5. Oktober 2026',
    ]) {
      expect(text).toContain(words)
    }
  })
})

describe('an answer without data is a full answer', () => {
  test('nothing was found: it says so, and where we looked', async () => {
    const text = await textOf(
      fixture([], { coverage: [row('contact', 'empty', { label: 'Contact details' }), row('form', 'empty')] }),
    )
    expect(text).toContain('We hold nothing about you')
    expect(text).toContain('That is the whole answer')
    expect(text).toContain('Contact details Searched, nothing about you 0')
    expect(text).not.toContain('not complete')
  })

  test('every search failed: it never says that nothing is held', async () => {
    const coverage = [
      row('contact', 'failed', { reason: 'the query took too long' }),
      row('form', 'unreachable', { reason: 'no connection' }),
    ]
    const text = await textOf(fixture([], { coverage, complete: false }))
    expect(text).toContain('We cannot give you a full answer yet')
    expect(text).toContain('Reason: the query took too long')
    expect(text).toContain('This copy is not complete')
    expect(text).not.toContain('We hold nothing about you')
  })

  test('everything was held back: it says that there is something, and where to complain', async () => {
    const text = await textOf(fixture([], { coverage: [row('fraud', 'withheld', { count: 2, withheldRecords: 2 })] }))
    expect(text).toContain('We hold data that we cannot show you')
    expect(text).toContain('2 records held back')
  })
})

describe('a reader that cannot see the page', () => {
  test('finds headings, paragraphs, lists and a table with headers, all in one document', async () => {
    const { pdf } = await built(ordinary(), 'en', ['dossier.pdf'])
    const roles = countRoles(pdf)
    expect(roles.Document).toBe(1)
    expect(roles).toMatchObject({ Table: 1, TR: 3, TH: 3, TD: 6 })
    for (const role of ['H1', 'H2', 'H3', 'P', 'L', 'LI', 'Lbl', 'LBody']) expect(roles[role], role).toBeGreaterThan(0)
  })

  test('is told the language and the title, and that the file is meant for it', async () => {
    const { pdf } = await built(ordinary(), 'de', ['dossier.pdf'])
    const raw = pdf.toString('latin1')
    expect(raw.startsWith('%PDF-1.7')).toBe(true)
    expect(raw).toContain('/Lang (de)')
    expect(raw).toContain('/DisplayDocTitle true')
    expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(raw).toContain('Ihre Daten D-2026-0042')
  })

  test('finds every marked text of a page in the structure', async () => {
    const { pdf } = await built(ordinary(), 'en', ['dossier.pdf'])
    const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
    const page = await document.getPage(4)
    const inTree = JSON.stringify(await page.getStructTree()).match(/p\d+R_mc\d+/g) ?? []
    const { items } = await page.getTextContent({ includeMarkedContent: true })
    const onPage = items.flatMap(item => ('id' in item && item.id ? [item.id] : []))
    expect(onPage.length).toBeGreaterThan(10)
    expect([...inTree].sort()).toEqual([...onPage].sort())
  })

  test('is led to each chapter by the outline', async () => {
    const { pdf } = await built(ordinary(), 'en', ['dossier.pdf'])
    const outline = await (await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise).getOutline()
    expect(outline.map(item => item.title)).toEqual([
      'Your data',
      'How complete this copy is',
      'Who received your data',
      'Your rights',
      'Contact details',
      'About this copy',
    ])
  })
})
