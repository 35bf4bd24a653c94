import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { hostileRecord } from './hostile.fixture.ts'
import { hostileRecords } from './hostile-values.fixture.ts'
import { built, contactFacts, fixture, record } from './package.fixture.ts'
import { disagreements, disagreementsOf } from './parity.fixture.ts'
import { readCsv } from './read-csv.fixture.ts'
import { readHtmlValues } from './read-html.fixture.ts'
import { readValues } from './read-pdf.fixture.ts'

describe('every form says what the JSON says, place by place', () => {
  let made: Awaited<ReturnType<typeof built>>
  beforeAll(async () => {
    const plain = [
      record('1', { name: 'Aoife Nolan', email: 'aoife@example.com', note: 'Hello\nagain', created_at: null }),
      record('2', { name: 'Дмитро Шевченко', note: { redacted: 'rights-of-others' }, extra: ['a', { b: 1 }] }),
      record('3', {
        name: 'Ana Example',
        note: { text: '=Ask [Person B] and [held back].', redactedParts: [{ ground: 'rights-of-others', count: 2 }] },
      }),
    ]
    made = await built(
      fixture([
        { facts: contactFacts, records: plain },
        { facts: { ...contactFacts, collection: 'form' }, records: [hostileRecord()] },
        { facts: { ...contactFacts, collection: '../../=empty' }, records: [] },
      ]),
    )
  })

  test('each leaf once in the PDF, the page and the tables, in the same order, the same once the escapes are undone', () => {
    expect(disagreements(made)).toEqual([])
  })

  test('and with its label', () => {
    for (const values of [readValues(made.pdf), readHtmlValues(made.html)]) {
      const label = (pointer: string) => values.find(value => value.pointer === pointer)?.label
      expect(label('/groups/0/records/0/values/email')).toBe('E-mail address')
      expect(label('/groups/0/records/1/values/extra/1/b')).toBe('extra › 2 › b')
    }
  })

  test('a value that is changed in one form is found', () => {
    expect(
      disagreements({ ...made, html: made.html.replace('Aoife Nolan</bdi></dd>', 'Aoife Dolan</bdi></dd>') }),
    ).toHaveLength(1)
    const [name, bytes] = [...made.tables][0]!
    const changed = Buffer.from(Buffer.from(bytes).toString('utf8').replace('Hello', 'Hallo'))
    expect(disagreements({ ...made, tables: new Map([...made.tables, [name, changed]]) })).toHaveLength(1)
  })

  test('no cell of any table can be taken for a formula, and no table can leave its folder', () => {
    for (const [name, bytes] of made.tables) {
      expect(name).toMatch(/^csv\/[A-Za-z0-9][A-Za-z0-9-]*\.csv$/)
      for (const cell of readCsv(bytes).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
    }
    expect([...made.tables.keys()]).toEqual([
      'csv/01-site-contact.csv',
      'csv/02-site-form.csv',
      'csv/03-site-empty.csv',
      'csv/certificate.csv',
      'csv/groups.csv',
      'csv/columns.csv',
      'csv/recipients.csv',
    ])
  })

  test('the page has no script, asks for nothing and marks what was typed', () => {
    expect(made.html).not.toMatch(/<script|<link|<img|<iframe|<form|<object|\ssrc=|\sstyle=|@import|url\(|javascript:/i)
    expect(made.html).toContain("default-src 'none'")
    expect(made.html).toContain('<html lang="en-GB" dir="ltr">')
  })

  test('whatever the values are', async () => {
    await fc.assert(
      fc.asyncProperty(hostileRecords, async records => {
        expect(await disagreementsOf(fixture([{ facts: contactFacts, records }]))).toEqual([])
      }),
      { numRuns: 4 },
    )
  }, 60_000)
})

describe('a table settles its columns by its first records', () => {
  test('and what later ones hold elsewhere stands in its last column', async () => {
    const records = Array.from({ length: 700 }, (_, n) =>
      record(`${n}`, n < 600 ? { name: `N${n}` } : { name: `N${n}`, late: ['=x', n] }),
    )
    const some = fixture([{ facts: contactFacts, records }])
    const made = await built(some)
    expect(disagreements(made)).toEqual([])
    const [head, ...rows] = readCsv(made.tables.get('csv/01-site-contact.csv')!)
    expect(head).toEqual(['name', '_thirdParty', '_key', '_path', '_more'])
    expect(rows.at(-1)?.at(-1)).toBe('{"late/0":"=x","late/1":699}')
  })
})
