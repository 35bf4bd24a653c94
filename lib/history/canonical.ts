import canonicalize from 'canonicalize'

/** What JSON can carry, and so what an event can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * RFC 8785: one JSON value, one text, so that its hash is the same wherever it is computed. Throws TypeError for anything else
 * than JSON (undefined, NaN, a date, a lone surrogate, which 3.2.2.2 forbids): what is hashed must be what is stored.
 */
export function canonical(value: Json): string {
  assertJson(value)
  return canonicalize(value)!
}

function assertJson(value: unknown): asserts value is Json {
  if (value === null || typeof value === 'boolean') return
  if (typeof value === 'string') return assertWellFormed(value)
  if (typeof value === 'number' && Number.isFinite(value)) return
  if (Array.isArray(value)) return value.forEach(assertJson)
  if (typeof value !== 'object' || !isPlain(value)) throw new TypeError(`No JSON: ${typeof value}`)
  for (const [key, part] of Object.entries(value)) {
    assertWellFormed(key)
    assertJson(part)
  }
}

// A class with toJSON (a date) would be hashed as its text and compared as itself.
const isPlain = (value: object) => [Object.prototype, null].includes(Object.getPrototypeOf(value))

function assertWellFormed(text: string): void {
  if (/\p{Surrogate}/u.test(text)) throw new TypeError('No JSON: a lone surrogate')
}
