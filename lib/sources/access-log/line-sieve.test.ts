import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineSieve } from './line-sieve.ts'
import { valuesOf } from './log-values.ts'
import { newTokens, tokenise } from './tokens.ts'

const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('192.0.2.7', '192.0.2.17', '2001:DB8::A7'))
const cookie = fc.oneof(fc.constantFrom('hq-0a', 'hq-1A', '-', 'a\\"b-0a'), fc.stringMatching(/^[a-z0-9-]{4,12}$/))
const line = fc
  .record({ space: fc.constantFrom('', ' ', '   '), host: fc.constantFrom('', 'www.example.com '), address, cookie })
  .map(
    one =>
      `${one.space}${one.host}${one.address} - anne [10/Oct/2026:13:55:36 +0200] "GET / HTTP/1.1" 200 5 "-" "Browser" "${one.cookie}"`,
  )

const read = (text: string) => {
  const [block, tokens] = [Buffer.from(text), newTokens()]
  expect(tokenise(block, 0, block.length, tokens)).toBe(true)
  return { block, tokens, values: valuesOf(block, 0, tokens, 'utf-8') as { [name: string]: string } }
}

test('no line that holds what is wanted is held back, whatever else is wanted, however its letters are written', () => {
  fc.assert(
    fc.property(line, fc.array(address, { maxLength: 3 }), fc.constantFrom('ip', 'cookie'), (text, others, path) => {
      const { block, tokens, values } = read(text)
      if (!values[path]) return
      const wanted = [{ paths: [path], keys: new Set([values[path].toLowerCase()]) }]
      const beside = { paths: ['ip'], keys: new Set(others.map(one => one.toLowerCase())) }
      expect(lineSieve(wanted)(block, 0, tokens)).toBe(true)
      expect(lineSieve([beside, ...wanted])(block, 0, tokens)).toBe(true)
    }),
  )
})

test('a line of somebody else is held back before anything of it is read; where more is wanted, none is', () => {
  const { block, tokens } = read('192.0.2.7 - - [10/Oct/2026:13:55:36 +0200] "GET / HTTP/1.1" 200 5 "-" "B" "hq-0001"')
  const wanted = (path: string, key: string) => ({ paths: [path], keys: new Set([key]) })
  expect(lineSieve([wanted('ip', '192.0.2.99'), wanted('cookie', 'hq-0002')])(block, 0, tokens)).toBe(false)
  expect(lineSieve([wanted('ip', '192.0.2.99'), wanted('referrer', 'x')])(block, 0, tokens)).toBe(true)
  expect(lineSieve([{ paths: ['cookie', 'ip'], keys: new Set(['["a","b"]']) }])(block, 0, tokens)).toBe(true)
})
