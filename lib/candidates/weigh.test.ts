import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Use } from './own.ts'
import type { Clues } from './read-clues.ts'
import { RowSet } from './row-set.ts'
import { isOfCrowd, weigh } from './weigh.ts'

const day = 24 * 60 * 60 * 1000
const own = (uses: { [value: string]: Use }) => ({ values: new Map([['ip', new Map(Object.entries(uses))]]) })
const once: Use = { rows: 1, first: 100 * day, last: 110 * day }

const row = (more: Partial<Clues> = {}): Clues => ({
  hits: [{ kind: 'ip', value: '203.0.113.7' }],
  ...{ held: null, device: '', name: null, address: null, at: null, hangs: false },
  ...more,
})
const visitor = (value: string, visitor: 'same' | 'another' = 'another') =>
  row({ held: { path: 'cookie', value, visitor } })

const signsOf = (...rows: Clues[]) =>
  weigh(own({ '203.0.113.7': once }), rows).map(one => one.signs.map(({ sign }) => sign))

describe('what speaks for and against a row that shares an address of the network', () => {
  test('lines of one browser are one candidate; lines that nothing holds together are one each', () => {
    const weighed = weigh(own({}), [visitor('a'), row(), visitor('b'), visitor('a'), row()])
    expect(weighed.map(({ rows }) => rows).sort()).toEqual([[0, 3], [1], [2], [4]])
  })

  test('lines without a cookie are one candidate for each browser at each address', () => {
    const from = (device: string, value: string) => row({ device, hits: [{ kind: 'ip', value }] })
    const weighed = weigh(own({}), [from('A', '::1'), from('B', '::1'), from('A', '::2'), from('A', '::1')])
    expect(weighed.map(({ rows }) => rows)).toEqual([[0, 3], [1], [2]])
  })

  test('what hangs on a row that was said to be theirs is one candidate, where nothing else holds it', () => {
    const hanging = (more: Partial<Clues> = {}) => row({ hits: [], hangs: true, ...more })
    const order = (value: string) => hanging({ held: { path: 'account_id', value, visitor: null }, name: 'another' })
    const weighed = weigh(own({}), [hanging(), order('7'), hanging({ device: 'A' }), order('7')])
    expect(weighed).toMatchObject([
      { rows: [0, 2], kinds: [], signs: [{ sign: 'hangs-on-theirs' }, { sign: 'nothing-else' }] },
      { rows: [1, 3], kinds: [], signs: [{ sign: 'hangs-on-theirs' }, { sign: 'another-name' }] },
    ])
  })

  test('the person’s name or cookie speaks for it, another’s against it', () => {
    expect(signsOf(row({ name: 'same' }))).toEqual([['same-name', 'nobody-else']])
    expect(signsOf(visitor('mine', 'same'))).toEqual([['same-visitor', 'nobody-else']])
    expect(signsOf(row({ name: 'another', address: 'another' }))).toEqual([
      ['nobody-else', 'another-name', 'another-address'],
    ])
  })

  test('an address behind which others are found says less: how many there are is said', () => {
    const weighed = weigh(own({}), [visitor('a'), visitor('b'), visitor('c')])
    for (const { signs } of weighed) expect(signs).toContainEqual({ sign: 'several-behind', number: 3 })
    expect(signsOf(row())).toEqual([['nobody-else', 'nothing-else']])
  })

  test('other visitors behind an address that a crowd uses are nobody’s candidates; a line without a visitor, or with the name, is', () => {
    const crowd = ['a', 'b', 'c', 'd'].map(one => visitor(one))
    const named = row({ held: { path: 'cookie', value: 'e', visitor: 'another' }, name: 'same' })
    const weighed = weigh(own({}), [...crowd, row(), named])
    expect(weighed.filter(isOfCrowd).flatMap(({ rows }) => rows)).toEqual([0, 1, 2, 3])
    expect(weigh(own({}), crowd.slice(1)).filter(isOfCrowd)).toEqual([])
  })

  test('the same day speaks for it, another month against it, the days between are counted from the nearest', () => {
    expect(signsOf(row({ at: 105 * day }))[0]).toContain('near-in-time')
    expect(signsOf(row({ at: 111 * day + 1 }))[0]).toContain('near-in-time')
    expect(weigh(own({ '203.0.113.7': once }), [row({ at: 59 * day })])[0]!.signs).toContainEqual({
      ...{ sign: 'far-in-time', number: 41 },
    })
    expect(signsOf(row({ at: 120 * day }))[0]).toEqual(['nobody-else', 'nothing-else'])
    expect(
      weigh(own({ '203.0.113.7': { rows: 1, first: null, last: null } }), [row({ at: 0 })])[0]!.signs,
    ).toHaveLength(2)
  })

  test('what most speaks for comes first', () => {
    const weighed = weigh(own({}), [row({ name: 'another' }), row(), row({ name: 'same' }), row({ address: 'same' })])
    expect(weighed.map(({ rows }) => rows[0])).toEqual([3, 2, 1, 0])
  })

  test('every row is in exactly one candidate, whatever they say', () => {
    const clue = fc.record({
      hits: fc.constantFrom<Clues['hits']>([{ kind: 'ip', value: '203.0.113.7' }]),
      held: fc.option(
        fc.record({
          path: fc.constantFrom('cookie', 'mail'),
          value: fc.constantFrom('a', 'b'),
          visitor: fc.constantFrom('same' as const, 'another' as const, null),
        }),
      ),
      device: fc.constantFrom('', 'Browser 1'),
      name: fc.constantFrom('same' as const, 'another' as const, null),
      address: fc.constantFrom('same' as const, 'another' as const, null),
      at: fc.option(fc.integer({ min: 0, max: 400 * day })),
      hangs: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(clue, { maxLength: 30 }), rows => {
        const all = weigh(own({ '203.0.113.7': once }), rows).flatMap(one => one.rows)
        expect([...all].sort((a, b) => a - b)).toEqual(rows.map((_, index) => index))
      }),
    )
  })
})

test('the set of rows knows every row it was given, and no other', () => {
  const set = new RowSet()
  for (let n = 0; n < 5_000; n++) set.add([String(n), 'a'])
  for (let n = 0; n < 5_000; n++) expect(set.has([String(n), 'a'])).toBe(true)
  for (let n = 0; n < 5_000; n++) expect(set.has([String(n), 'b'])).toBe(false)
})
