import { beforeAll, describe, expect, test } from 'vitest'
import { hostileRecord } from './hostile.fixture.ts'
import { leavesOf, step } from './leaf.ts'
import { built, contactFacts, fixture, record, sentences } from './package.fixture.ts'
import { readVisibleText } from './pdf-escape.ts'
import { type ReadValue, readValues } from './read-pdf.fixture.ts'
import { valueWords } from './words.ts'

/** Every leaf of every record of dossier.json: where it is, and how a person reads it. */
const leavesOfJson = (json: { groups: { records: { values: object }[] }[] }): [string, string][] =>
  json.groups.flatMap((group, g) =>
    group.records.flatMap((entry, r) =>
      Object.entries(entry.values).flatMap(([name, value]) =>
        [...leavesOf(value, `/groups/${g}/records/${r}/values/${step(name)}`, [])].map((leaf): [string, string] => [
          leaf.pointer,
          valueWords(leaf.value, sentences('en')),
        ]),
      ),
    ),
  )

/** Where two texts part, with a little of each; -1 when they are equal. */
const firstDifference = (read: string, wanted: string) => {
  if (read === wanted) return { at: -1 }
  const length = Math.max(read.length, wanted.length)
  const at = Array.from({ length }).findIndex((_, index) => read[index] !== wanted[index])
  return { at, read: read.slice(at, at + 30), wanted: wanted.slice(at, at + 30) }
}

describe('the PDF says what the JSON says, place by place', () => {
  let json: Parameters<typeof leavesOfJson>[0]
  let values: ReadValue[]
  beforeAll(async () => {
    const plain = [
      record('1', { name: 'Aoife Nolan', email: 'aoife@example.com', note: 'Hello\nagain', created_at: null }),
      record('2', { name: 'Дмитро Шевченко', note: { redacted: 'rights-of-others' }, extra: ['a', { b: 1 }] }),
    ]
    const made = await built(
      fixture([
        { facts: contactFacts, records: plain },
        { facts: { ...contactFacts, collection: 'form' }, records: [hostileRecord()] },
      ]),
    )
    json = JSON.parse(made.json)
    values = readValues(made.pdf)
  })

  test('each leaf stands in the PDF exactly once, and nothing else does', () => {
    expect(values.map(value => value.pointer).sort()).toEqual(
      leavesOfJson(json)
        .map(([pointer]) => pointer)
        .sort(),
    )
    expect(new Set(values.map(value => value.pointer)).size).toBe(values.length)
  })

  test('in the same order', () => {
    expect(values.map(value => value.pointer)).toEqual(leavesOfJson(json).map(([pointer]) => pointer))
  })

  test('with the same text once the visible escapes are undone', () => {
    const read = new Map(values.map(value => [value.pointer, value.text]))
    const differing = leavesOfJson(json)
      .map(([pointer, words]) => ({
        pointer,
        ...firstDifference(readVisibleText(read.get(pointer)!), words.normalize('NFC')),
      }))
      .filter(({ at }) => at >= 0)
    expect(differing).toEqual([])
  })

  test('and with its label', () => {
    const label = (pointer: string) => values.find(value => value.pointer === pointer)?.label
    expect(label('/groups/0/records/0/values/email')).toBe('E-mail address')
    expect(label('/groups/0/records/1/values/extra/1/b')).toBe('extra › 2 › b')
  })
})
