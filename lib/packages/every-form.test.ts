import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import type { Coverage } from './content.ts'
import { built, fixture, sentences } from './package.fixture.ts'
import { readCsv } from './read-csv.fixture.ts'
import { readmeText } from './readme.ts'

const row = (collection: string, more: Partial<Coverage>): Coverage => ({
  ...{ dataset: 'staff', collection, result: 'unreachable', count: 0, reason: null },
  ...{ withheldRecords: 0, withheldValues: 0, withheldParts: 0 },
  ...more,
})
const { head } = fixture([], {
  complete: false,
  sources: [{ source: 'staff', tables: 2, columns: 7, records: 0, excluded: [] }],
  snapshots: [{ source: 'staff', at: '2026-10-06T03:00:00Z', lsn: null, fingerprint: 'f00dfeed' }],
  coverage: [
    row('employee', { label: { en: 'Staff', de: 'Personal' }, reason: 'not-searchable: email', gap: true }),
    row('total', { reason: 'counted-elsewhere: staff.employee' }),
  ],
})

const pdfText = async (pdf: Uint8Array): Promise<string> => {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent()
    pages.push(items.map(item => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join(''))
  }
  return pages.join(' ').replace(/\s+/g, ' ')
}

const said = {
  en: {
    summary: 'We looked in 0 of 1 collection',
    incomplete: 'This copy is not complete',
    unreached: 'Staff: not searchable by e-mail address',
    title: 'Not searched, because nothing leads there',
    source: '2 tables with 7 columns described',
  },
  de: {
    summary: 'Wir haben in 0 von 1 Datensammlung gesucht',
    incomplete: 'Diese Kopie ist nicht vollständig',
    unreached: 'Personal: nicht durchsuchbar nach E-Mail-Adresse',
    title: 'Nicht durchsucht, weil nichts dorthin führt',
    source: '2 Tabellen mit 7 Spalten beschrieben',
  },
}

test.each(['en', 'de'] as const)(
  'whichever form is read (%s), it says that the copy is not complete, and what nobody could search',
  async locale => {
    const made = await built({ head: { ...head, locale }, groups: [] }, locale)
    const { summary, incomplete, unreached, title, source } = said[locale]
    const html = made.html.replaceAll(/<[^>]*>/g, '')
    const table = readCsv(made.tables.get('csv/certificate.csv')!)
    const readme = readmeText({ ...head, locale }, sentences(locale))
    for (const form of [await pdfText(made.pdf), html, table.flat().join('\n'), readme])
      for (const words of [summary, incomplete, unreached]) expect(form).toContain(words)
    expect(table).toContainEqual([title, unreached])
    expect(table.flat().join('\n')).toContain(source)
    expect(table.flat().join('\n')).toContain('f00dfeed')
    expect(JSON.parse(made.json)).toMatchObject({
      complete: false,
      certificate: { collections: 1, missed: 1, unreached: [unreached], statement: expect.stringContaining(summary) },
      coverage: [{ gap: true }, { gap: false }],
    })
  },
)
