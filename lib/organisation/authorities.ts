import { z } from 'zod'
import type { Place } from '#lib/deadlines/propose-regime.ts'
import json from './authorities.json' with { type: 'json' }

const webAddress = z.url({ protocol: /^https$/ })

const authority = z.strictObject({
  id: z.string().regex(/^[a-z]{2}(-[a-z]{2,4}){0,2}$/),
  /** The official name, as the authority writes it. */
  name: z.string().min(3),
  url: webAddress,
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1),
  /** ISO 3166: where it supervises. A German Land's authority supervises the companies seated there. */
  places: z.array(z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)).min(1),
  kind: z.enum(['supervisory', 'attorney-general']),
  /** Laws (first part of a rule's id) whose complaints it takes; without any, the GDPR's. */
  laws: z.array(z.string()).optional(),
  source: z.string().min(1),
  checked: z.iso.date().nullable(),
  evidence: z.string().min(1),
  confirmed: z.boolean(),
})

export type Authority = z.infer<typeof authority>

const file = z.strictObject({
  schema_version: z.literal(1),
  as_of: z.iso.date(),
  evidence_key: z.record(z.string(), z.string()),
  authorities: z.array(authority).min(1),
})

/** Every authority the portal knows, as it was delivered. */
export const publishedAuthorities: readonly Authority[] = file.parse(json).authorities

/** What an admin read in the authority's own pages and put in place of the delivered entry. */
export type Correction = { id: string; name: string; url: string; source: string; checkedOn: string }

/** The directory of this house: the delivered one with its corrections, which are confirmed by whoever made them. */
export const authoritiesWith = (corrections: readonly Correction[]): Authority[] =>
  publishedAuthorities.map(one => {
    const better = corrections.find(({ id }) => id === one.id)
    if (!better) return one
    const { name, url, source, checkedOn } = better
    return { ...one, name, url, source, checked: checkedOn, evidence: 'V', confirmed: true }
  })

/** The GDPR's supervisory authority of a place: the Land's before the federation's (Art. 55 GDPR; section 40 BDSG). */
export function authorityOf(place: Place, directory: readonly Authority[]): Authority | undefined {
  const ofGdpr = directory.filter(one => !one.laws)
  const region = place.region?.includes('-') ? place.region : `${place.country}-${place.region ?? ''}`
  return (
    ofGdpr.find(({ places }) => places.includes(region)) ?? ofGdpr.find(({ places }) => places.includes(place.country))
  )
}

/** Who takes complaints under a law that names its body for everybody, the first in the file first. */
export const authoritiesUnder = (law: string, directory: readonly Authority[]): Authority[] =>
  directory.filter(({ laws }) => laws?.includes(law))
