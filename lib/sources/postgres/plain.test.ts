import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseExactly } from '../exact-json.ts'
import { isPlainJson, isPlainText } from './plain.ts'

const plainJson = (text: string) => {
  const bytes = Buffer.from(text)
  return isPlainJson(bytes, 0, bytes.length)
}

const plainText = (text: string) => {
  const bytes = Buffer.from(text)
  return isPlainText(bytes, 0, bytes.length)
}

/** Numbers as a server may write them: any digits, with a fraction, a sign, an exponent. */
const written = fc
  .tuple(
    fc.boolean(),
    fc.bigInt(0n, 10n ** 20n),
    fc.option(fc.stringMatching(/^[0-9]{1,12}$/)),
    fc.option(fc.integer({ min: -400, max: 400 })),
  )
  .map(
    ([negative, whole, fraction, exponent]) =>
      `${negative ? '-' : ''}${whole}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : `e${exponent}`}`,
  )

describe('JSON that passes as the server wrote it', () => {
  test('is only what a double keeps: read in the usual way and read exactly it is the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(written, { maxLength: 3 }), fc.string(), (value, numbers, text) => {
        const json = `{"value": ${JSON.stringify(value)}, ${JSON.stringify(text)}: [${numbers.join(', ')}]}`
        if (plainJson(json)) expect(parseExactly(json, false)).toEqual(JSON.parse(json))
      }),
      { numRuns: 2_000 },
    )
  })

  test('is what most documents are', () => {
    for (const json of [
      'null',
      'true',
      '-7',
      '"2026-01-05T00:00:00 1e5 0123456789012345678 \\" -0"',
      '{"n": 142857, "price": 20408.14, "at": "2026-01-01", "id": "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"}',
      '[1, 2.5, -3, 999999999999999]',
    ])
      expect([json, plainJson(json)]).toEqual([json, true])
  })

  test.each([
    '12345678901234567890',
    '9007199254740993',
    '0.1234567890123456789',
    '-0',
    '-0.0',
    '1e400',
    '1E5',
    '{"a": [5e-324]}',
  ])('is not %s, a number in doubt', json => {
    expect(plainJson(json)).toBe(false)
  })

  test.each(['NaN', 'Infinity', '-Infinity'])('is not %s, which is no JSON', word => {
    expect(plainJson(word)).toBe(false)
  })
})

describe('a text that passes as the server wrote it', () => {
  test('is exactly what JSON writes as it is, between quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(plainText(text)).toBe(JSON.stringify(text) === `"${text}"`)
      }),
      { numRuns: 2_000 },
    )
  })

  test.each(['"', '\\', '\n', '\0', '\x1f'])('has none of what has to be escaped: %j', character => {
    expect(plainText(`Zoë${character}`)).toBe(false)
  })
})
