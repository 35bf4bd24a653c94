import type { Wanted } from '../files/format.ts'
import type { Tokens } from './tokens.ts'

/** Nothing in it is written otherwise in a log than it is, and no letter has another case that is longer. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]{4,200}$/

const cookieAt = 3
const [space, backslash] = [0x20, 0x5c]

/** The last four bytes of a text as one number, letters in lower case: a dash of difference is seen without making a text of it. */
const ending = (bytes: Uint8Array, end: number) =>
  ((bytes[end - 4]! | 0x20) << 24) |
  ((bytes[end - 3]! | 0x20) << 16) |
  ((bytes[end - 2]! | 0x20) << 8) |
  (bytes[end - 1]! | 0x20)

const endingsOf = (keys: string[]) => new Set(keys.map(key => ending(Buffer.from(key), key.length)))

/** `start`: where the line begins in `block`. */
type Passes = (block: Buffer, start: number, tokens: Tokens) => boolean

const byCookie = (keys: string[]): Passes => {
  const lengths = new Set(keys.map(key => key.length))
  const endings = endingsOf(keys)
  return (block, _start, { quoted, quotedCount }) => {
    if (quotedCount <= cookieAt) return false
    const [from, end] = [quoted[cookieAt * 2]!, quoted[cookieAt * 2 + 1]!]
    // A cookie that holds a backslash is longer in the log than it is.
    return endings.has(ending(block, end)) && (lengths.has(end - from) || block.subarray(from, end).includes(backslash))
  }
}

/** The address is the first word of a line, or the second, after the name of a host. */
const byAddress = (keys: string[]): Passes => {
  const endings = endingsOf(keys)
  return (block, start, { timeStart }) => {
    let at = start
    while (block[at] === space) at++
    for (let words = 0; at < timeStart && words < 2; at++) {
      if (block[at] !== space) continue
      if (endings.has(ending(block, at))) return true
      words++
    }
    return false
  }
}

const sieves: { [path: string]: (keys: string[]) => Passes } = { cookie: byCookie, ip: byAddress }

/**
 * Most lines are somebody else's, and most searches are for a cookie or an address: lets a line pass only when what it has there may be one
 * of those wanted, by its last four letters. Lets everything pass when anything else is wanted too.
 */
export const lineSieve = (wanted: Wanted): Passes => {
  const asked = wanted.filter(({ keys }) => keys.size > 0)
  const ways: Passes[] = []
  for (const { paths, keys, telephones } of asked) {
    const sieve = !telephones && paths.length === 1 && Object.hasOwn(sieves, paths[0]!) ? sieves[paths[0]!] : undefined
    if (!sieve || ![...keys].every(key => plain.test(key))) return () => true
    ways.push(sieve([...keys]))
  }
  return (block, start, tokens) => ways.some(passes => passes(block, start, tokens))
}
