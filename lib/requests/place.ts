import type { Place } from '#lib/deadlines/propose-regime.ts'

/** `US-CA` as a country and its subdivision; `other` as no place the law knows. */
export function placeOf(code: string): Place {
  const [country, region] = code.split('-')
  return region ? { country: country!, region } : { country: country! }
}
