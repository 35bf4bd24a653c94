import taxonomy from './taxonomy.json' with { type: 'json' }

const known = new Set(taxonomy.categories)
const old = new Map(Object.entries(taxonomy.old))

export const categories: readonly string[] = taxonomy.categories

/** The present name of a Fideslang category, or undefined when neither present nor past versions know it. */
export const categoryOf = (name: string): string | undefined => (known.has(name) ? name : old.get(name))
