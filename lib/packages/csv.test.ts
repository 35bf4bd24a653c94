import { expect, test } from 'vitest'
import { built, contactFacts, fixture, record } from './package.fixture.ts'
import { readCsv } from './read-csv.fixture.ts'

test('who has the tables alone reads in them what is missing: columns nobody described, places left out, rows nobody could tell', async () => {
  const source = {
    source: 'site',
    tables: 1,
    columns: 5,
    records: 1,
    excluded: [{ what: 'site.log', reason: 'No people' }],
  }
  const made = fixture([{ facts: contactFacts, records: [record('1', { name: 'x' })] }], {
    ...{ complete: false, unclassified: ['site.contact.secret'], sources: [source] },
    received: { disclosures: [], more: 7, standing: [] },
  })
  made.head.coverage[0]!.remarks = [{ code: 'candidates-left', count: 3 }]
  for (const locale of ['en', 'de'] as const) {
    const { tables } = await built(made, locale, ['tables'])
    const [names, ...rows] = readCsv(tables.get('csv/groups.csv')!)
    const said = rows.map(row => Object.fromEntries(row.map((cell, index) => [names![index], cell])))
    expect(said.every(one => Object.keys(one).length === names!.length)).toBe(true)
    expect(said[0]).toMatchObject({ collection: 'contact', remarks: expect.stringContaining('3') })
    expect(said.slice(1)).toMatchObject([
      { collection: 'site.contact.secret', result: 'unclassified' },
      { collection: 'site.log', result: 'excluded', reason: 'No people' },
    ])
    expect(readCsv(tables.get('csv/recipients.csv')!).flat().join(' ')).toContain('7')
  }
})
