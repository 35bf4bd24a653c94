import { collectionsOf, type DataMap, idOf } from '#lib/sources/data-map.ts'
import { edgesOf } from '#lib/sources/edges.ts'
import { distances } from '#lib/sources/graph.ts'

/** The collections whose rows may hang on rows of `start`, down the references that a search follows from a person's own rows. */
export function hangingOn(map: DataMap, start: string): Set<string> {
  const all = collectionsOf(map)
  const known = new Map(all.map(one => [idOf(one), one]))
  const down = edgesOf(
    all.filter(({ skip }) => !skip),
    known,
  ).filter(edge => edge.down && edge.walk !== 'stop')
  const found = new Set(distances([start], down).keys())
  found.delete(start)
  return found
}

/**
 * What an officer puts beside the findings is what they looked at, and the search does not go on from there. Gives, by `dataset.collection`, on how
 * many such rows something may hang that nobody looked for.
 */
export function countUnfollowed(map: DataMap, admitted: ReadonlyMap<string, number>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [start, rows] of admitted)
    for (const id of hangingOn(map, start)) counts.set(id, (counts.get(id) ?? 0) + rows)
  return counts
}
