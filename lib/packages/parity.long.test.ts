import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileRecords } from './hostile-values.fixture.ts'
import { contactFacts, fixture, record } from './package.fixture.ts'
import { disagreementsOf } from './parity.fixture.ts'

test('two hundred hostile answers say the same in every form', async () => {
  await fc.assert(
    fc.asyncProperty(hostileRecords, async records => {
      expect(await disagreementsOf(fixture([{ facts: contactFacts, records }]))).toEqual([])
    }),
    { numRuns: 200 },
  )
}, 600_000)

test('a value of ten megabytes stands whole in every form', async () => {
  const long = '=1+1, "zehn" \u0000 ‹U+0041› مرحبا\r\n'.repeat(300_000)
  expect(long.length).toBeGreaterThan(9_000_000)
  const some = fixture([{ facts: contactFacts, records: [record('1', { name: 'x', note: long })] }])
  expect(await disagreementsOf(some)).toEqual([])
}, 600_000)
