import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { canonical, type Json } from './canonical.ts'
import { commitTo, verifyCommitment } from './commitment.ts'
import { type HistoryEvent, leafData, leafHash } from './leaf.ts'

const event: HistoryEvent = {
  stream: 'request/1',
  version: 1,
  at: Temporal.Instant.from('2026-11-23T09:30:00.5Z'),
  actor: { kind: 'officer', id: '7' },
  type: 'deadline-extended',
  data: { to: '2027-02-20', from: '2026-12-20' },
}

describe('canonical JSON', () => {
  test('is that of RFC 8785, 3.2.3 and appendix B', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 0.002, 1e-27, -0],
      literals: [null, true, false],
      '€': '$\n"\\',
    }
    expect(canonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"€":"$\\n\\"\\\\"}',
    )
    expect(canonical({ '\ud83d\ude00': 1, '\ufb33': 2, '\r': 3, '1': 4 })).toBe(
      '{"\\r":3,"1":4,"\ud83d\ude00":1,"\ufb33":2}',
    )
  })

  test('does not depend on the order of members, and means the same value', () => {
    const shuffled = (value: Json): Json => {
      if (value === null || typeof value !== 'object') return value
      if (Array.isArray(value)) return value.map(shuffled)
      const parts: [string, Json][] = Object.entries(value).map(([key, part]) => [key, shuffled(part)])
      return Object.fromEntries(parts.reverse())
    }
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const json = JSON.parse(JSON.stringify(value)) as Json
        expect(canonical(shuffled(json))).toBe(canonical(json))
        expect(JSON.parse(canonical(json))).toEqual(json)
      }),
    )
  })

  test('refuses what JSON would change or drop', () => {
    const wrong: unknown[] = [undefined, { a: undefined }, [undefined], Number.NaN, -Infinity, 1n, () => 1, new Date(0)]
    for (const value of [...wrong, event.at, '\ud800', { '\udfff': 1 }]) {
      expect(() => canonical(value as Json)).toThrow(TypeError)
    }
  })
})

describe('a leaf', () => {
  test('is the canonical JSON of the six members and nothing else', () => {
    const more = { ...event, id: 99, note: 'not in the leaf' }
    expect(leafData(more).toString()).toBe(
      '{"actor":{"id":"7","kind":"officer"},"at":"2026-11-23T09:30:00.500000Z","data":{"from":"2026-12-20","to":"2027-02-20"},' +
        '"stream":"request/1","type":"deadline-extended","version":1}',
    )
  })

  test('changes with every member', () => {
    const changed: Partial<HistoryEvent>[] = [
      { stream: 'request/2' },
      { version: 2 },
      { at: event.at.add({ microseconds: 1 }) },
      { actor: null },
      { type: 'x' },
      { data: {} },
    ]
    const hashes = [{}, ...changed].map(change => leafHash({ ...event, ...change }).toString('hex'))
    expect(new Set(hashes).size).toBe(7)
  })

  test('refuses a time that the database would round', () => {
    expect(() => leafHash({ ...event, at: event.at.add({ nanoseconds: 1 }) })).toThrow(RangeError)
  })
})

describe('a commitment', () => {
  test('fits its text and no other, and says nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, other) => {
        const commitment = commitTo(text)
        expect(verifyCommitment(text, commitment)).toBe(true)
        expect(verifyCommitment(other, commitment)).toBe(other === text)
        expect(commitTo(text).digest).not.toBe(commitment.digest)
      }),
    )
  })

  test('does not fit with a part of it altered or missing', () => {
    const commitment = commitTo('because')
    expect(verifyCommitment('because', { ...commitment, salt: commitTo('x').salt })).toBe(false)
    expect(verifyCommitment('because', { ...commitment, salt: '' })).toBe(false)
    expect(verifyCommitment('because', { ...commitment, digest: '' })).toBe(false)
    expect(() => commitTo('because', Buffer.alloc(3))).toThrow(RangeError)
  })
})
