import type { Match } from '../data-map.ts'
import { between } from '../telephone.ts'

/**
 * SQL that says whether the text `expression` is one of the texts bound as `parameter`. The one place that compares an
 * identity with what a source holds, so that the decoys (lib/collection/decoys.ts) try what a search really does. `small`: the texts are their own
 * small letters, whatever the language of the source.
 */
export type Matcher = (expression: string, parameter: string, match: Match, small: boolean) => string

/** ASCII without capitals: no collation has other small letters for it, as the Turkish has for I. */
const smallAscii = /^[\0-@[-\x7f]*$/

export const areSmall = (texts: string[]): boolean => texts.every(text => smallAscii.test(text))

/** Written without a letter beyond ASCII, because a database may have no place for those. */
const anyBetween = between.replace(/[^\0-\x7f]/g, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

/**
 * A number without what stands between its digits: every letter stays, so that nothing but a number becomes one. In a literal and not bound, and by the letters
 * themselves, so that an index on it is one. Whatever the server makes of a backslash, in E'…' it is one.
 */
const bare = (expression: string) =>
  `regexp_replace((${expression})::text collate "C", E'${anyBetween.replaceAll('\\', '\\\\')}', '', 'g')`

/**
 * Equality, never LIKE: `_` is legal in an address and a wildcard there. An index on lower(…) stays usable, and where the texts are bound as they are
 * compared, the server knows from its statistics how many rows they will bring. Of telephone numbers the texts are their bare forms.
 */
export const exactMatch: Matcher = (expression, parameter, match, small) => {
  if (match === 'telephone') return `${bare(expression)} = any(${parameter}::text[])`
  if (match === 'exact') return `${expression} = any(${parameter}::text[])`
  const keys = small ? `${parameter}::text[]` : `array(select lower(k) from unnest(${parameter}::text[]) k)`
  return `lower(${expression}) = any(${keys})`
}
