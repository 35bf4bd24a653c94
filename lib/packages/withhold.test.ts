import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Json } from '#lib/sources/contract.ts'
import { hostileRecord } from './hostile.fixture.ts'
import { countRedactions } from './leaf.ts'
import { record } from './package.fixture.ts'
import { type Marking, personLetter, writeSpan } from './span.ts'
import { packagedRecord, withheldIn } from './withhold.ts'

const digest = (words: string) => Buffer.from(words.padEnd(16)).toString('hex').slice(0, 32)
const marking: Marking = { mark: person => (person > 0 ? `Person ${personLetter(person)}` : 'held back'), digest }

const hash = 'ab'
const rows = (...fields: [string, string, string?][]) =>
  fields.map(([field, ground, span = '']) => ({ recordHash: Buffer.from(hash, 'hex'), field, ground, span }))

test('a withheld value gives way to its ground, and no other value is touched or lost', () => {
  const whole = hostileRecord()
  const packaged = packagedRecord(whole, hash, withheldIn(rows(['nul', 'security'])), marking)!
  expect(packaged.values.nul).toEqual({ redacted: 'security' })
  expect(Object.keys(packaged.values)).toEqual(Object.keys(whole.values))
  expect(Object.hasOwn(packaged.values, '__proto__')).toBe(true)
})

test("a withheld record does not appear, nor does one that may be another person's before an officer looked", () => {
  expect(packagedRecord(record('1', { a: 1 }), hash, withheldIn(rows(['', 'trade-secret'])), marking)).toBeUndefined()
  expect(packagedRecord(record('1', { a: 1 }, { thirdParty: 'held' }), hash, withheldIn([]), marking)).toBeUndefined()
})

const text = 'Ask Ann Example, or ann@example.org; Ann Example knows.'
const spanOf = (words: string, person: number, leaf = 0, from = 0): [string, string, string] => {
  const starts = text.indexOf(words, from)
  return [
    'note',
    'rights-of-others',
    writeSpan({ leaf, starts, ends: starts + words.length, person, digest: digest(words) }),
  ]
}
const packaged = (note: Json, ...spans: [string, string, string][]) =>
  packagedRecord(record('1', { note, id: 7 }), hash, withheldIn(rows(...spans)), marking)!.values

test('a letter stands where somebody else was named, the rest of the text stays, and the ground is said', () => {
  const spans = [spanOf('Ann Example', 1), spanOf('ann@example.org', 1), spanOf('Ann Example', 1, 0, 10)]
  expect(packaged(text, ...spans)).toEqual({
    note: {
      text: 'Ask [Person B], or [Person B]; [Person B] knows.',
      redactedParts: [{ ground: 'rights-of-others', count: 3 }],
    },
    id: 7,
  })
  const nested = packaged({ list: ['x', text] }, spanOf('Ann Example', 27, 1)) as { note: { list: unknown[] } }
  expect(nested.note.list).toMatchObject(['x', { text: expect.stringContaining('Ask [Person BC], or ann') }])
})

test('what is held back of a record is not told by its key either', () => {
  const friend = 'ann@example.org'
  const known = record('7', { friend, code: 4711, note: `Ask ${friend}` })
  const keyOf = (key: string[], ...held: [string, string, string?][]) =>
    packagedRecord({ ...known, key }, hash, withheldIn(rows(...held)), marking)!.key
  const words = writeSpan({ leaf: 0, starts: 4, ends: 4 + friend.length, person: 1, digest: digest(friend) })
  expect(keyOf(['me', friend], ['friend', 'rights-of-others'])).toEqual(['me', '[held back]'])
  expect(keyOf([`me:${friend}`, '4711'], ['friend', 'security'], ['code', 'security'])).toEqual([
    'me:[held back]',
    '[held back]',
  ])
  expect(keyOf(['me', friend], ['note', 'rights-of-others', words])).toEqual(['me', '[Person B]'])
})

test('a row without a key of its own is known by nothing from which what was taken out of it could be guessed', () => {
  const row = { note: 'yes', id: 7 }
  const whole = createHash('md5').update(JSON.stringify(row)).digest('hex')
  const keyOf = (key: string[], ...held: [string, string, string?][]) =>
    packagedRecord({ ...record('7', row), key }, hash, withheldIn(rows(...held)), marking)!.key
  expect(keyOf([whole, '1'], ['note', 'rights-of-others'])).toEqual([digest(whole), '1'])
  expect(keyOf([whole, '1'])).toEqual([digest(whole), '1'])
  expect(keyOf([whole])).toEqual([whole])
})

test('places that overlap leave nothing of each other; where the text has changed since, all of the value stays back', () => {
  const both = packaged(text, spanOf('Ask Ann', 0), spanOf('Ann Example', 1)) as { note: { text: string } }
  expect(both.note.text).toBe('[held back], or ann@example.org; Ann Example knows.')
  expect(packaged(`So: ${text}`, spanOf('Ann Example', 1))).toEqual({ note: { redacted: 'rights-of-others' }, id: 7 })
  expect(packaged(text, spanOf('Ann Example', 1, 3))).toEqual({ note: { redacted: 'rights-of-others' }, id: 7 })
})

test('a value that only looks like a mark is counted like one, so that no row can keep a copy from being built', () => {
  const fake = { text: 'x', redactedParts: [{ ground: 'security', count: 2 }] }
  expect(countRedactions(record('1', { note: [fake] }))).toEqual({ values: 0, parts: 2 })
  expect(countRedactions(record('1', { note: { ...fake, redactedParts: [{ ground: 'none', count: 2 }] } }))).toEqual({
    values: 0,
    parts: 0,
  })
})

test('every person has a letter of their own, and nobody is Person A', () => {
  const letters = Array.from({ length: 2000 }, (_, person) => personLetter(person + 1))
  expect(letters.slice(0, 3)).toEqual(['B', 'C', 'D'])
  expect(new Set(letters).size).toBe(2000)
  expect(letters).not.toContain('A')
})
