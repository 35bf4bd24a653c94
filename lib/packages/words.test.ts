import { expect, test } from 'vitest'
import { leavesOf } from './leaf.ts'
import { sentences } from './package.fixture.ts'
import { countCoverage, dateWords, instantWords, periodWords, reasonWords, valueWords } from './words.ts'

const en = sentences('en')

test.each([
  ['P6Y', '6 years'],
  ['P1Y6M', '1 year, 6 months'],
  ['P30D', '30 days'],
  ['PT36H', '36 hours'],
  ['as long as needed', 'as long as needed'],
  ['P0D', 'P0D'],
])('a retention of %s is said as %s', (period, words) => expect(periodWords(period, en)).toBe(words))

test('an instant is shown in the zone of the organisation, in summer time too', () => {
  expect(instantWords('2026-07-01T22:30:00Z', 'Europe/Dublin', 'en')).toBe('1 July 2026 at 23:30 GMT+1')
  expect(instantWords('2026-07-01T22:30:00Z', 'Europe/Berlin', 'de')).toContain('2. Juli 2026')
})

test('a civil date has its weekday', () => expect(dateWords('2026-11-05', 'en')).toBe('Thursday, 5 November 2026'))

test('what is no text is said in words, numbers exactly', () => {
  const said = [null, '', true, false, [], {}, -0.5, 1e21, { redacted: 'security' as const }].map(value =>
    valueWords(value, en),
  )
  expect(said).toEqual([
    '(no value)',
    '(empty text)',
    'yes',
    'no',
    '(empty list)',
    '(nothing inside)',
    '-0.5',
    '1e+21',
    '[Held back: it would endanger the security of our systems]',
  ])
})

test('an object of a source that only looks like a held back value stays a value', () => {
  const leaves = [...leavesOf({ redacted: 'because' }, '/x', ['x'])]
  expect(leaves).toEqual([{ pointer: '/x/redacted', names: ['x', 'redacted'], value: 'because', redacted: null }])
})

test('a collection that could not be reached was not searched', () => {
  const row = {
    dataset: 'site',
    collection: 'c',
    count: 0,
    withheldRecords: 0,
    withheldValues: 0,
    withheldParts: 0,
    reason: null,
  }
  const counts = countCoverage([
    { ...row, result: 'found' },
    { ...row, result: 'unreachable' },
    { ...row, result: 'empty' },
  ])
  expect(counts).toEqual({ total: 3, records: 0, found: 1, empty: 1, withheld: 0, searched: 2, missed: 1 })
})

test('why something is missing is said in words, whether an officer or a search gave the reason', () => {
  expect(reasonWords('trade-secret', 'en', en)).toBe('it would reveal a trade secret')
  expect(reasonWords('source-unavailable', 'de', sentences('de'))).toBe('die Quelle war nicht erreichbar')
  expect(reasonWords('column-missing: email', 'en', en)).toContain('email')
  expect(reasonWords('something else', 'en', en)).toBe('something else')
})
