import type { Wanted } from '../files/format.ts'
import type { Tokens } from './tokens.ts'

/** Nothing in it is written otherwise in a log than it is, and no letter has another case that is longer. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]{4,200}$/

const cookieAt = 3

/** The last four bytes of a text as one number, letters in lower case: a dash of difference is seen without making a text of it. */
const ending = (bytes: Uint8Array, end: number) =>
  ((bytes[end - 4]! | 0x20) << 24) |
  ((bytes[end - 3]! | 0x20) << 16) |
  ((bytes[end - 2]! | 0x20) << 8) |
  (bytes[end - 1]! | 0x20)

/**
 * Most lines are somebody else's, and most searches are for a cookie: lets a line pass only when its cookie may be one of those wanted,
 * by length and its last four letters. Lets everything pass when anything else is wanted too.
 */
export const cookieSieve = (wanted: Wanted): ((line: Buffer, tokens: Tokens) => boolean) => {
  const asked = wanted.filter(({ keys }) => keys.size > 0)
  const keys = asked.flatMap(one => [...one.keys])
  const onlyCookies = asked.every(({ paths }) => paths.length === 1 && paths[0] === 'cookie')
  if (!onlyCookies || !keys.every(key => plain.test(key))) return () => true
  const lengths = new Set(keys.map(key => key.length))
  const endings = new Set(keys.map(key => ending(Buffer.from(key), key.length)))
  return (line, { quoted, quotedCount }) => {
    if (quotedCount <= cookieAt) return false
    const [start, end] = [quoted[cookieAt * 2]!, quoted[cookieAt * 2 + 1]!]
    // A cookie that holds a backslash is longer in the log than it is.
    return endings.has(ending(line, end)) && (lengths.has(end - start) || line.subarray(start, end).includes(0x5c))
  }
}
