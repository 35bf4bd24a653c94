import type { CollectionFacts } from '#lib/sources/contract.ts'

/** A right the person has in a data group (Art. 15(1)(e), 16 to 21 GDPR). */
export type Right = 'rectification' | 'erasure' | 'restriction' | 'objection' | 'portability'

/** The rights named beside a group; portability only where the map says that Art. 20 GDPR covers it. */
export const rightsOf = (facts: CollectionFacts): Right[] => {
  const rights: Right[] = ['rectification', 'erasure', 'restriction', 'objection']
  return facts.portable ? [...rights, 'portability'] : rights
}
