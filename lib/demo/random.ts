/** A stream of numbers that is the same on every machine for the same seed. Not for secrets. */
export type Random = {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number
  /** True in about `share` of all calls (0 to 1). */
  chance(share: number): boolean
  pick<T>(from: readonly T[]): T
  /** A new array in another order. */
  shuffle<T>(from: readonly T[]): T[]
  /** `digits` hexadecimal digits. */
  hex(digits: number): string
}

// FNV-1a with a final avalanche: neighbouring labels ("forms", "form") must not give neighbouring streams.
const hash = (text: string): number => {
  let h = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) h = Math.imul(h ^ byte, 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}

// xoshiro128** (Blackman and Vigna): 128 bits of state, 32 bits out.
const xoshiro = (seed: string): (() => number) => {
  let [a, b, c, d] = [hash(`${seed}/a`), hash(`${seed}/b`), hash(`${seed}/c`), hash(`${seed}/d`) | 1]
  const turn = (n: number, by: number) => (n << by) | (n >>> (32 - by))
  return () => {
    const out = Math.imul(turn(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = turn(d, 11)
    return out
  }
}

/**
 * One stream per purpose: what is added to one table later leaves the rows of all others as they were.
 * @param seed of the whole demo
 * @param purpose names the stream, e.g. `forms`
 */
export const randomFor = (seed: number, purpose: string): Random => {
  const next = xoshiro(`${seed}/${purpose}`)
  const below = (limit: number) => Math.floor((next() / 2 ** 32) * limit)
  return {
    below,
    chance: share => next() / 2 ** 32 < share,
    pick: from => {
      if (from.length === 0) throw new RangeError('nothing to pick from')
      return from[below(from.length)]!
    },
    shuffle: from => {
      const cards = [...from]
      for (let i = cards.length - 1; i > 0; i--) {
        const j = below(i + 1)
        ;[cards[i], cards[j]] = [cards[j]!, cards[i]!]
      }
      return cards
    },
    hex: digits => Array.from({ length: digits }, () => below(16).toString(16)).join(''),
  }
}
