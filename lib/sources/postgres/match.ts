import type { Match } from '../data-map.ts'

/**
 * SQL that says whether the text `expression` is one of the texts bound as `parameter`. The one place that compares an
 * identity with what a source holds, so that the decoys (lib/collection/decoys.ts) try what a search really does.
 */
export type Matcher = (expression: string, parameter: string, match: Match) => string

/** Equality, never LIKE: `_` is legal in an address and a wildcard there. The array subquery keeps an index on lower(…) usable. */
export const exactMatch: Matcher = (expression, parameter, match) =>
  match === 'ignore-case'
    ? `lower(${expression}) = any(array(select lower(k) from unnest(${parameter}::text[]) k))`
    : `${expression} = any(${parameter}::text[])`
