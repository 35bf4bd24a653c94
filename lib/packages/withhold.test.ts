import { expect, test } from 'vitest'
import { hostileRecord } from './hostile.fixture.ts'
import { record } from './package.fixture.ts'
import { packagedRecord, withheldIn } from './withhold.ts'

const hash = 'ab'
const rows = (...fields: [string, string][]) =>
  fields.map(([field, ground]) => ({ recordHash: Buffer.from(hash, 'hex'), field, ground }))

test('a withheld value gives way to its ground, and no other value is touched or lost', () => {
  const whole = hostileRecord()
  const packaged = packagedRecord(whole, hash, withheldIn(rows(['nul', 'security'])))!
  expect(packaged.values.nul).toEqual({ redacted: 'security' })
  expect(Object.keys(packaged.values)).toEqual(Object.keys(whole.values))
  expect(Object.hasOwn(packaged.values, '__proto__')).toBe(true)
})

test("a withheld record does not appear, nor does one that may be another person's before an officer looked", () => {
  expect(packagedRecord(record('1', { a: 1 }), hash, withheldIn(rows(['', 'trade-secret'])))).toBeUndefined()
  expect(packagedRecord(record('1', { a: 1 }, { thirdParty: 'held' }), hash, withheldIn([]))).toBeUndefined()
})
