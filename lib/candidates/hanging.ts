import type { FoundRecord } from '#lib/sources/contract.ts'
import { collectionsOf, type DataMap, idOf } from '#lib/sources/data-map.ts'
import { byStart, edgesOf } from '#lib/sources/edges.ts'
import { distances, type Plan } from '#lib/sources/graph.ts'
import type { Start } from '#lib/sources/walk.ts'
import { placeId } from './gathered.ts'
import type { CandidateRow } from './store.ts'

/** How a walk goes on from rows that are the person's: down to what hangs on them, and nowhere else. */
export function planHanging(map: DataMap): Plan {
  const all = collectionsOf(map)
  const collections = new Map(all.map(one => [idOf(one), one]))
  const edges = edgesOf(
    all.filter(({ skip }) => !skip),
    collections,
  )
  const down = edges.filter(edge => edge.down && edge.walk !== 'stop')
  return { collections, entries: [], edges: byStart(down), unreachable: new Map() }
}

/** The collections whose rows may hang on rows of `start`, down the references that a search follows from a person's own rows. */
export function hangingOn({ edges }: Pick<Plan, 'edges'>, start: string): Set<string> {
  const all = [...edges.values()].flat()
  const far = distances([start], all)
  return new Set([...far.keys()].filter(id => all.some(({ from, to }) => to === id && far.has(from))))
}

/** Rows that an officer said are the person's, as a walk begins at them: together where they were found in one way. */
export function startsAt(collection: string, rows: readonly FoundRecord[]): Start[] {
  const starts = new Map<string, Start>()
  for (const row of rows) {
    const way = JSON.stringify([row.path, row.thirdParty])
    const start = starts.get(way) ?? { collection, path: row.path, third: row.thirdParty, rows: [] }
    starts.set(way, start)
    start.rows.push(row)
  }
  return [...starts.values()]
}

/** Whether what an officer said and what was looked for on account of it are not the same: where anything hangs on such rows. */
export const waitsToBeFollowed = (
  plan: Plan,
  candidates: readonly Pick<CandidateRow, 'dataset' | 'collection' | 'state' | 'hangingUnread'>[],
): boolean =>
  candidates.some(one => (one.state === 'theirs') !== (one.hangingUnread !== null) && plan.edges.has(placeId(one)))

/** Rows of one collection that an officer said are the person's, and where nobody looked for what hangs on them; null: nowhere yet. */
export type Admitted = { id: string; rows: number; hangingUnread: string[] | null }

/** Gives, by `dataset.collection`, on how many rows that an officer put beside the findings something may hang that nobody looked for. */
export function countUnfollowed(map: DataMap, admitted: readonly Admitted[]): Map<string, number> {
  const plan = planHanging(map)
  const counts = new Map<string, number>()
  for (const { id, rows, hangingUnread } of admitted)
    for (const there of hangingUnread ?? hangingOn(plan, id)) counts.set(there, (counts.get(there) ?? 0) + rows)
  return counts
}
