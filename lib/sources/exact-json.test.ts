import { describe, expect, test } from 'vitest'
import { exactNumber, parseExactly } from './exact-json.ts'

describe('numbers arrive as they were written', () => {
  test.each([
    ['42', 42],
    ['-7', -7],
    ['0', 0],
    ['0.1', 0.1],
    ['1.50', 1.5],
    ['1e3', 1000],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', '9007199254740993'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['0.1234567890123456789', '0.1234567890123456789'],
    ['1e400', '1e400'],
    ['-0', '-0'],
    ['1e-400', '1e-400'],
    ['5e-324', 5e-324],
    ['0.000', 0],
  ])('%s', (written, value) => {
    expect(exactNumber(written)).toBe(value)
    expect(parseExactly(`{"n":[${written}]}`, false)).toEqual({ n: [value] })
    expect(parseExactly(`{"n":[${written}]}`, true)).toEqual({ n: [value] })
  })
})

describe('documents arrive whole', () => {
  test('a key that occurs twice makes the document its own text', () => {
    expect(parseExactly('{"a":1,"a":2}', false)).toBe('{"a":1,"a":2}')
  })

  test('__proto__ is a key like any other', () => {
    const value = parseExactly('{"__proto__":{"admin":true},"n":1.5}', false)
    expect(JSON.stringify(value)).toBe('{"__proto__":{"admin":true},"n":1.5}')
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  test('NUL, lone surrogates and escapes stay', () => {
    expect(parseExactly(String.raw`{"a":"\u0000\ud800\"\\", "b" : [ ] , "c":{ } }`, false)).toEqual({
      a: '\0\ud800"\\',
      b: [],
      c: {},
    })
  })

  test('a text of megabytes, and a document too deep to hold, lose nothing', () => {
    const long = JSON.stringify({ long: 'x\n'.repeat(3_000_000), n: 1.5 })
    expect(parseExactly(long, false)).toEqual(JSON.parse(long))
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(parseExactly(deep, false)).toBe(deep)
  })
})
