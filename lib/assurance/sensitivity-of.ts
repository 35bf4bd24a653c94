import type { Collection } from '#lib/sources/data-map.ts'
import { fieldsOf } from '#lib/sources/data-map.ts'
import { type Sensitivity, sensitivities } from './levels.ts'

/** Categories of the map's taxonomy, with everything below them. */
const special = [
  'user.health',
  'user.biometrics',
  'user.authorization.biometrics',
  'user.criminal_history',
  'user.demographic.political_opinion',
  'user.demographic.race_ethnicity',
  'user.demographic.religious_belief',
  'user.demographic.sexual_orientation',
]
const sensitive = ['user.financial', 'user.government_id', 'user.authorization.credentials']

const isUnder = (category: string, tops: readonly string[]) =>
  tops.some(top => category === top || category.startsWith(`${top}.`))

/** What the map says outright (`x_dossier: sensitivity`), else what the gravest category of its fields says. */
export function sensitivityOf(collection: Pick<Collection, 'sensitivity' | 'fields'>): Sensitivity {
  if (collection.sensitivity) return collection.sensitivity
  const found = fieldsOf(collection).flatMap(field => field.categories.map(rankOf))
  return sensitivities[Math.max(0, ...found)]!
}

const rankOf = (category: string): number => (isUnder(category, special) ? 2 : isUnder(category, sensitive) ? 1 : 0)
