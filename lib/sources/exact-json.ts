import type { Json } from './contract.ts'

/** A number's decimal digits without meaningless zeros, to compare what was written with what a double keeps. */
const canonical = (written: string): string => {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written) ?? []
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`
}

/** The number itself when a double carries exactly what was written, else what was written, as a text. */
export const exactNumber = (written: string): number | string => {
  const value = Number(written)
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return written
  if (Object.is(value, -0)) return written
  return canonical(String(value)) === canonical(written) ? value : written
}

const spaces = /[ \t\n\r]*/y
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const words = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
])

class Source {
  #at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (!found) throw new SyntaxError('not JSON')
    this.#at = pattern.lastIndex
    return found[0]
  }

  #take(character: string): boolean {
    this.#match(spaces)
    if (this.#text[this.#at] !== character) return false
    this.#at++
    return true
  }

  #need(character: string) {
    if (!this.#take(character)) throw new SyntaxError('not JSON')
  }

  /** By hand: a regular expression runs out of stack on a text of megabytes. */
  #string(): string {
    const start = this.#at
    if (this.#text[start] !== '"') throw new SyntaxError('not JSON')
    let end = start + 1
    for (; this.#text[end] !== '"'; end++) {
      if (end >= this.#text.length) throw new SyntaxError('not JSON')
      if (this.#text[end] === '\\') end++
    }
    this.#at = end + 1
    return JSON.parse(this.#text.slice(start, this.#at)) as string
  }

  #list(): Json[] {
    const items: Json[] = []
    if (this.#take(']')) return items
    do items.push(this.value())
    while (this.#take(','))
    this.#need(']')
    return items
  }

  #object(): Json {
    const entries = new Map<string, Json>()
    if (this.#take('}')) return {}
    do {
      this.#match(spaces)
      const key = this.#string()
      this.#need(':')
      if (entries.has(key)) throw new SyntaxError('a key twice')
      entries.set(key, this.value())
    } while (this.#take(','))
    this.#need('}')
    // Not by assignment: `__proto__` is a key like any other here.
    return Object.fromEntries(entries)
  }

  value(): Json {
    if (this.#take('{')) return this.#object()
    if (this.#take('[')) return this.#list()
    const next = this.#text[this.#at] ?? ''
    if (next === '"') return this.#string()
    for (const [word, value] of words) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length
        return value
      }
    }
    return exactNumber(this.#match(number))
  }

  end(): boolean {
    this.#match(spaces)
    return this.#at === this.#text.length
  }
}

/** What could differ after JSON.parse: a long or fractional number, or a key that occurs twice (only in type json). */
const delicate = /\d{16}|\d[.eE]\d|\d[eE][+-]|-0/

/**
 * JSON read without losing anything: numbers a double cannot carry arrive as texts (RFC 8259 section 6), and a document that
 * JavaScript cannot hold as it is (the same key twice, nested too deeply) arrives as its own text.
 */
export const parseExactly = (text: string, keysAreUnique: boolean): Json => {
  try {
    if (keysAreUnique && !delicate.test(text)) return JSON.parse(text) as Json
    const source = new Source(text)
    const value = source.value()
    return source.end() ? value : text
  } catch {
    return text
  }
}
