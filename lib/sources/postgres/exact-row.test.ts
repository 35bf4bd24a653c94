import { expect, test } from 'vitest'
import { exactRow } from './exact-row.ts'

test.each([
  ['{"a":1.50,"b":{"n": 12345678901234567890, "t": "x"}}', '{"a":1.50,"b":{"n":"12345678901234567890","t":"x"}}'],
  ['{"a":-0}', '{"a":"-0"}'],
  ['{"a":[1e400,1]}', '{"a":["1e400",1]}'],
  ['{"a":[0.1000000000000000055, "}"]}', '{"a":["0.1000000000000000055","}"]}'],
  ['{"a":"x\\",\\"b","c":123456789.5}', '{"a":"x\\",\\"b","c":123456789.5}'],
  ['{"a":1e5}', '{"a":100000}'],
])('%s loses nothing', (written, kept) => {
  expect(exactRow(written)).toBe(kept)
})

test.each([
  ['a row with no number in doubt', '{"at":"2026-01-01T00:00:00","phone":"1234567890123456","n":{"a": [1, 2.5]}}'],
  ['a row without a column', '{}'],
])('%s stays as the server wrote it', (_what, written) => {
  expect(exactRow(written)).toBe(written)
})

test('a document too deep to hold arrives as its own text', () => {
  const deep = `${'['.repeat(50_000)}1e400${']'.repeat(50_000)}`
  expect(exactRow(`{"a":1,"b":${deep}}`)).toBe(`{"a":1,"b":"${deep}"}`)
})
