import type { Temporal } from 'temporal-polyfill'
import type { Rule } from './rule-schema.ts'
import { allRules, inForce } from './rules.ts'

/** ISO 3166-1 country and, where known, 3166-2 subdivision without the country (`{country: 'US', region: 'CA'}`). */
export type Place = { country: string; region?: string }

/** The Member States and the EFTA States of the EEA Agreement, in which the GDPR applies. */
const eea = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO'.split(' '),
)

const PROMISE = 'policy_default.access'

/**
 * The answer rules that may govern a request, by where the person lives and where the controller sits (GDPR Art. 3(1):
 * a seat in the Union is enough; Californian law protects residents). A proposal for the officer, who decides; where no
 * statute is known to apply, the organisation's own promise does.
 * @returns ids of enabled rules in force on the day of receipt, never empty.
 */
export function proposeRegimes(
  { person, seat, on }: { person?: Place; seat: Place; on: Temporal.PlainDate },
  rules: readonly Rule[] = allRules,
): string[] {
  const lives = namesOf(person)
  const sits = namesOf(seat)
  const apply = rules.filter(
    rule =>
      rule.enabled &&
      inForce(rule, on) &&
      (rule.applies_to?.residents.some(name => lives.has(name)) || rule.applies_to?.seats.some(name => sits.has(name))),
  )
  const ids = [...new Set(apply.map(rule => rule.id))]
  return ids.length > 0 ? ids : [PROMISE]
}

/** Everything a place is called in `applies_to`: `US-CA` is also `US`, Germany is also `EEA`. */
function namesOf(place: Place | undefined): Set<string> {
  if (!place) return new Set()
  const country = place.country.toUpperCase()
  const names = new Set([country])
  if (place.region) names.add(`${country}-${place.region.toUpperCase()}`)
  if (eea.has(country)) names.add('EEA')
  return names
}
