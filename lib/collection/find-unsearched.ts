import type { Tx } from '#lib/db/begin.ts'
import { collectionsOf, type DataMap } from '#lib/sources/data-map.ts'
import { knownMap } from '#lib/sources/known-map.ts'
import { readAskedMaps } from './store.ts'

export type Unsearched = { source: string; dataset: string; collection: string }

/** What one attempt did. */
export type Searched = {
  searches: readonly { source: string; state: string }[]
  coverages: readonly { dataset: string; collection: string }[]
}

/**
 * Places that a search begun now would ask and that one attempt did not: their source was connected since, or its map has grown. What is still
 * waited for, or could not be read at all, was asked. A map in which nothing can be read still has its source.
 */
export function unsearchedIn(
  asked: readonly { key: string; map: DataMap }[],
  { searches, coverages }: Searched,
): Unsearched[] {
  const states = new Map(searches.map(({ source, state }) => [source, state]))
  const covered = new Set(coverages.map(({ dataset, collection }) => `${dataset}.${collection}`))
  return asked
    .filter(({ key }) => (states.get(key) ?? 'done') === 'done')
    .flatMap(({ key, map }) => {
      const places = collectionsOf(map).map(({ dataset, name }) => ({ source: key, dataset, collection: name }))
      return places.length > 0 || states.has(key) ? places : [{ source: key, dataset: key, collection: key }]
    })
    .filter(({ dataset, collection }) => !covered.has(`${dataset}.${collection}`))
}

/** Step: the same for what is connected now; nothing where no search has begun. */
export async function findUnsearched(tx: Tx, done: Searched): Promise<Unsearched[]> {
  if (done.searches.length === 0) return []
  const asked = (await readAskedMaps(tx)).map(row => ({ key: row.key, map: knownMap(row) }))
  return unsearchedIn(asked, done)
}
