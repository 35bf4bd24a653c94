import type { Json } from '#lib/sources/contract.ts'
import type { Ground, PackagedValue } from './content.ts'

/**
 * A part of a value that is held back: which of its texts, from where to where (UTF-16), who stands in its place (0: nobody by name), and a
 * keyed hash of the words that must be there.
 */
export type Span = { leaf: number; starts: number; ends: number; person: number; digest: string }

const written = /^(\d+):(\d+)-(\d+):(\d+):([0-9a-f]{32})$/

/** A span as the column of a withholding holds it. */
export const writeSpan = ({ leaf, starts, ends, person, digest }: Span): string =>
  `${leaf}:${starts}-${ends}:${person}:${digest}`

export const readSpan = (text: string): Span => {
  const found = written.exec(text)
  if (!found) throw new Error('A span is not written like one.')
  const [leaf, starts, ends, person] = found.slice(1, 5).map(Number) as [number, number, number, number]
  return { leaf, starts, ends, person, digest: found[5]! }
}

/** `B` for 1, `C` for 2, after `Z` comes `BB`: A would be the person whose copy it is, so that letter is left out. */
export const personLetter = (person: number): string => {
  const letters = 'BCDEFGHIJKLMNOPQRSTUVWXYZ'
  const rest = Math.floor((person - 1) / letters.length)
  return `${rest > 0 ? personLetter(rest) : ''}${letters[(person - 1) % letters.length]}`
}

/** What a package needs to hold back parts: the mark that stands for a person, and the keyed hash of some words. */
export type Marking = { mark: (person: number) => string; digest: (words: string) => string }

type Grounded = Span & { ground: Ground }

/**
 * A value with a mark in the place of each part that is held back. Null when a part is not where it should be: the text has changed since
 * an officer decided, and whoever cannot tell where the words are now must hold back all of it.
 */
export function withoutSpans(value: Json, spans: readonly Grounded[], { mark, digest }: Marking): PackagedValue | null {
  let number = 0
  let fits = 0
  const cut = (text: string): PackagedValue => {
    const leaf = number++
    const here = spans.filter(one => one.leaf === leaf).sort((a, b) => a.starts - b.starts)
    if (here.length === 0) return text
    const counts = new Map<Ground, number>()
    let kept = ''
    let at = 0
    for (const { starts, ends, person, ground, digest: wanted } of here) {
      if (digest(text.slice(starts, ends)) !== wanted) return text
      fits++
      counts.set(ground, (counts.get(ground) ?? 0) + 1)
      if (starts >= at) kept += `${text.slice(at, starts)}[${mark(person)}]`
      at = Math.max(at, ends)
    }
    return { text: kept + text.slice(at), redactedParts: [...counts].map(([ground, count]) => ({ ground, count })) }
  }
  const walk = (part: Json): PackagedValue => {
    if (typeof part === 'string') return cut(part)
    if (part === null || typeof part !== 'object') return part
    if (Array.isArray(part)) return part.map(walk) as Json
    // fromEntries defines every name as its own, `__proto__` too.
    return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, walk(one)])) as Json
  }
  const whole = walk(value)
  return fits === spans.length ? whole : null
}

/** The texts of a value in the order in which spans count them. */
export function textsOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value]
  if (value === undefined || value === null || typeof value !== 'object') return []
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(textsOf)
}

/** A shorter number gives nobody away. */
const longNumber = 1_000_000

/** The names of members and the long numbers of a value, however deep: a telephone number may be a number, an address the name of a member. */
function uncut(value: Json | undefined): string[] {
  if (typeof value === 'number') return Math.abs(value) >= longNumber ? [String(value)] : []
  if (value === undefined || value === null || typeof value !== 'object') return []
  if (Array.isArray(value)) return value.flatMap(uncut)
  return Object.entries(value).flatMap(([name, part]) => [name, ...uncut(part)])
}

/**
 * All in a value that may give somebody away: its texts, then that out of which no part can be cut. A part that is held back there fits no
 * text, so the whole value stays back with it.
 */
export const readableIn = (value: Json | undefined): string[] => [...textsOf(value), ...uncut(value)]
