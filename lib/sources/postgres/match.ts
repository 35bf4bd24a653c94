import type { Match } from '../data-map.ts'

/**
 * SQL that says whether the text `expression` is one of the texts bound as `parameter`. The one place that compares an
 * identity with what a source holds, so that the decoys (lib/collection/decoys.ts) try what a search really does. `small`: the texts are their own
 * small letters, whatever the language of the source.
 */
export type Matcher = (expression: string, parameter: string, match: Match, small: boolean) => string

/** ASCII without capitals: no collation has other small letters for it, as the Turkish has for I. */
const smallAscii = /^[\0-@[-\x7f]*$/

export const areSmall = (texts: string[]): boolean => texts.every(text => smallAscii.test(text))

/**
 * Equality, never LIKE: `_` is legal in an address and a wildcard there. An index on lower(…) stays usable, and where the texts are bound as they are
 * compared, the server knows from its statistics how many rows they will bring.
 */
export const exactMatch: Matcher = (expression, parameter, match, small) => {
  if (match !== 'ignore-case') return `${expression} = any(${parameter}::text[])`
  const keys = small ? `${parameter}::text[]` : `array(select lower(k) from unnest(${parameter}::text[]) k)`
  return `lower(${expression}) = any(${keys})`
}
