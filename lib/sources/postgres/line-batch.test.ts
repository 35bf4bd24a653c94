import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FoundRecord, Json } from '../contract.ts'
import { parseExactly } from '../exact-json.ts'
import { recordsOf } from '../records-of.ts'
import type { Arrival } from '../walk.ts'
import { dataRow } from './data-row-for-tests.ts'
import { LineBatch, lineShape, Pieces } from './line-batch.ts'
import type { ReadStatement } from './read-statement.ts'
import { renderingOf } from './values.ts'

const ways: Arrival[] = [
  { fields: [], keys: [], path: ['email', 'site.person.email'], third: 'no' },
  { fields: [], keys: [], path: ['email', 'site."odd"'], third: 'held' },
]

const column = (type: string) => ({
  name: 'x',
  quoted: 'x',
  type,
  declared: type,
  class: 'b',
  array: false,
  notNull: false,
})

/** A statement whose rows are the number of the way, a key, and one value of each type. */
const statement = (types: string[]): ReadStatement => ({
  sql: '',
  values: [],
  selected: 2 + types.length,
  arrival: 0,
  key: [{ at: 1, form: 'text', decode: text => text }],
  fields: types.map((type, index) => ({ name: `${type} "${index}"`, at: 2 + index, ...renderingOf(column(type)) })),
})

const linesOf = (types: string[], rows: (string | Buffer | null)[][]) => {
  const batch = new LineBatch(lineShape(ways, statement(types)), new Pieces())
  for (const row of rows) batch.take(Buffer.concat([Buffer.from('before'), dataRow(row)]), 'before'.length)
  const pieces = batch.lines()
  const records: FoundRecord[] = pieces.flatMap(piece => [...recordsOf(piece)])
  expect(pieces.reduce((sum, piece) => sum + piece.records, 0)).toBe(rows.length)
  return { records, text: Buffer.concat(pieces.map(piece => piece.bytes)).toString() }
}

const value = (type: string, text: string): Json =>
  linesOf([type], [['0', 'k', text]]).records[0]!.values[`${type} "0"`]!

describe('the line of a row', () => {
  test('says what JSON.stringify says of the same record, for any texts, documents and gaps', () => {
    const row = fc.tuple(
      fc.constantFrom('0', '1'),
      fc.string({ unit: 'grapheme' }),
      fc.option(fc.string({ unit: 'grapheme', size: 'large' })),
      fc.option(fc.jsonValue()),
      fc.option(fc.maxSafeInteger()),
    )
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), rows => {
        const sent = rows.map(([way, key, text, document, number]) => [
          way,
          key,
          text,
          document === null ? null : JSON.stringify(document),
          number === null ? null : String(number),
        ])
        const { records, text: all } = linesOf(['text', 'jsonb', 'int8'], sent)
        expect(records).toEqual(
          rows.map(([way, key, text, document, number]) => ({
            key: [key],
            path: ways[Number(way)]!.path,
            thirdParty: ways[Number(way)]!.third,
            values: {
              'text "0"': text,
              'jsonb "1"': parseExactly(JSON.stringify(document), true),
              'int8 "2"': number === null ? null : String(number),
            },
          })),
        )
        expect(all).toBe(records.map(record => `${JSON.stringify(record)}\n`).join(''))
      }),
      { numRuns: 300 },
    )
  })

  test('loses nothing of a number: one that a double does not keep arrives as a text', () => {
    expect(value('jsonb', '{"n": 12345678901234567890, "t": "x"}')).toEqual({ n: '12345678901234567890', t: 'x' })
    expect(value('jsonb', '[-0, 1e400, 1]')).toEqual(['-0', '1e400', 1])
    expect(value('float8', '0.30000000000000004')).toBe(0.30000000000000004)
    expect(value('float8', '1e+20')).toBe('1e+20')
    expect(value('float8', '-Infinity')).toBe('-Infinity')
    expect(value('float4', 'NaN')).toBe('NaN')
  })

  test('keeps the digits that the server wrote where a double keeps them', () => {
    expect(linesOf(['jsonb'], [['0', 'k', '{"price": 1.50}']]).text).toContain('{"price": 1.50}')
  })

  test('holds a document that is too deep to hold as its own text', () => {
    const deep = `${'['.repeat(50_000)}1e400${']'.repeat(50_000)}`
    expect(value('jsonb', deep)).toBe(deep)
  })

  test('holds a value of ten megabytes, one with nothing but what has to be escaped, and the rows around them', () => {
    const large = 'ä'.repeat(5_000_000)
    const escaped = '\x01"'.repeat(1_000_000)
    const rows = [
      ['0', '1', 'small'],
      ['1', '2', large],
      ['0', '3', escaped],
      ['0', '4', null],
      ['1', '5', ''],
    ]
    const { records } = linesOf(['text'], rows)
    expect(
      records.map(record => [record.key[0], record.values['text "0"'] === rows[Number(record.key[0]) - 1]![2]]),
    ).toEqual(['1', '2', '3', '4', '5'].map(key => [key, true]))
  })

  test('is UTF-8 also where a database without an encoding holds what is none', () => {
    const { records } = linesOf(['text'], [['0', 'k', Buffer.from([0x5a, 0x6f, 0xeb])]])
    expect(records[0]!.values).toEqual({ 'text "0"': 'Zo\ufffd' })
  })

  test('is one of many: pieces that are given back are written again, and no line is lost', () => {
    const shape = lineShape(ways, statement(['text']))
    const pieces = new Pieces()
    const seen: string[] = []
    for (let round = 0; round < 5; round++) {
      const batch = new LineBatch(shape, pieces)
      for (let row = 0; row < 5_000; row++) {
        const bytes = dataRow(['0', `${round}-${row}`, 'x'.repeat(row % 200)])
        batch.take(bytes, 0)
      }
      for (const piece of batch.lines()) {
        for (const record of recordsOf(piece)) seen.push(record.key[0]!)
        pieces.give(piece)
      }
    }
    expect(seen).toEqual(Array.from({ length: 25_000 }, (_, n) => `${Math.floor(n / 5_000)}-${n % 5_000}`))
  })
})
