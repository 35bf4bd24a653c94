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

type Said = Pick<CandidateRow, 'dataset' | 'collection' | 'kinds' | 'signs' | 'state' | 'hangingUnread'>

/** Whether something is a candidate because it hangs, by what is known of collections alone, on such rows. */
export function hangsBehind(plan: Plan, candidates: readonly Said[], rows: readonly Said[]): boolean {
  const behind = new Set(rows.flatMap(one => [...hangingOn(plan, placeId(one))]))
  const hangs = ({ kinds, signs }: Said) => kinds.length === 0 || signs.some(({ sign }) => sign === 'hangs-on-theirs')
  return candidates.some(one => hangs(one) && behind.has(placeId(one)))
}

/** In the place of where nobody could look: of rows that are not the person's what hangs there alone was left out. No collection is called so. */
export const ledPast = ['']

const isLedPast = ({ hangingUnread }: Pick<Said, 'hangingUnread'>): boolean => hangingUnread?.[0] === ledPast[0]

/** Whether rows were said to be the person's and no longer are, and what hung on them is still as it was. */
export const isTakenBack = (one: Pick<Said, 'state' | 'hangingUnread'>): boolean =>
  one.state === 'not-theirs' && one.hangingUnread !== null && !isLedPast(one)

/**
 * Whether an officer said of rows that they are the person's and nobody looked for what hangs on them, or that they are not, and what hangs
 * there is a candidate still.
 */
export function waitsToBeFollowed(plan: Plan, candidates: readonly Said[]): boolean {
  const theirs = candidates.filter(one => one.state === 'theirs' && (one.hangingUnread === null || isLedPast(one)))
  if (theirs.some(one => plan.edges.has(placeId(one)))) return true
  const refused = candidates.filter(one => one.state === 'not-theirs' && !isLedPast(one))
  return hangsBehind(plan, candidates, refused)
}

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
