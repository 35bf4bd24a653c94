import { connectionsOf } from './compare-coverage.ts'
import type { CollectionResult, Identity, Snapshot } from './contract.ts'
import { type Collection, type DataMap, idOf } from './data-map.ts'
import { type Plan, planWalk } from './graph.ts'
import { failure, handOn, type OnRecords, whyStopped, withinTime } from './hand-on.ts'
import { type Limits, type Opened, openSources, usualLimits } from './open-sources.ts'
import type { Matcher } from './postgres/match.ts'
import { type NearMiss, type Probed, probe } from './probe.ts'
import { type Reason, reason, reasonText, SourceFailure } from './reason.ts'
import { type SourceAddresses, uniteSources } from './source-addresses.ts'
import type { SourceReader } from './source-reader.ts'
import { type Arrival, walk } from './walk.ts'

export type Search = {
  map: DataMap
  addresses: SourceAddresses
  identities: Identity[]
  /**
   * Called for each collection in which something was found, and awaited: the caller seals while the source is read, and the
   * source waits for the caller. Up to `limits.parallel` calls at once. When the iterable throws, the collection ends as
   * `failed` and what was taken from it is to be dropped.
   */
  onRecords: OnRecords
  limits?: Partial<Limits>
  signal?: AbortSignal
  /** Reads only the collections of this source, though the walk may cross others; `collections` then has only those. */
  only?: string
  /** Addresses of nobody, tried in the same snapshot; any row they reach belongs to somebody else. */
  nearMisses?: NearMiss[]
  /** For tests alone. */
  matcher?: Matcher
}

export type SearchedCollection = CollectionResult & {
  dataset: string
  collection: string
  /** The shortest way from an identity to the collection; empty when there is none. */
  path: string[]
}

export type Searched = {
  /** One for each source that could be read, in the order of the map. */
  snapshots: Snapshot[]
  /** One row for every collection of the map, in its order. */
  collections: SearchedCollection[]
  /** `schema.table.column`, sorted by source: what no map classifies. */
  unclassified: string[]
  probed: Probed
}

const readerOf = (map: DataMap, { readers, failed }: Opened, collection: Collection): SourceReader => {
  const dataset = map.datasets.find(one => one.key === collection.dataset)!
  const reader = readers.get(dataset.connection)
  if (!reader) throw new SourceFailure(failed.get(dataset.connection) ?? reason('source-unavailable'))
  return reader
}

const searchCollection = async (
  search: Search,
  opened: Opened,
  collection: Collection,
  arrivals: Arrival[] | undefined,
): Promise<CollectionResult> => {
  try {
    const reader = readerOf(search.map, opened, collection)
    // Also when nothing leads here this time: a table that is gone was not searched.
    const records = reader.read(collection, arrivals ?? [])
    const count = await handOn(collection, records, search.onRecords, search.signal)
    return count === 0 ? { result: 'empty', count: 0 } : { result: 'found', count }
  } catch (thrown) {
    const why = failure(thrown)
    const left = why.code === 'counted-elsewhere' ? 'unreachable' : 'failed'
    return { result: left, count: 0, reason: reasonText(why) }
  }
}

/** Nothing leads here. A view whose rows are counted in other collections is no gap, and says so. */
const unreached = async (search: Search, opened: Opened, collection: Collection, why: Reason) => {
  const read = why.code === 'skipped-by-map' ? null : await searchCollection(search, opened, collection, [])
  const said = read?.result === 'unreachable' ? read.reason : reasonText(why)
  return { result: 'unreachable', count: 0, reason: said } as const
}

const inTurns = async <T, R>(items: T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = new Array(items.length)
  let next = 0
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index]!)
  }
  await Promise.all(Array.from({ length: Math.max(1, width) }, worker))
  return results
}

const wanted = ({ map, only }: Search, plan: Plan): Collection[] => {
  const datasets = map.datasets.filter(dataset => only === undefined || dataset.connection === only)
  return [...plan.collections.values()].filter(one => datasets.some(dataset => dataset.key === one.dataset))
}

const shortest = (arrivals: Arrival[] | undefined): string[] =>
  (arrivals ?? []).reduce<string[]>(
    (best, { path }) => (best.length === 0 || path.length < best.length ? path : best),
    [],
  )

const searchAll = async (search: Search, plan: Plan, opened: Opened, limits: Limits): Promise<Searched> => {
  const gather = async (...[collection, arrival, fields]: Parameters<SourceReader['gather']>) => {
    if (search.signal?.aborted) throw new SourceFailure(whyStopped(search.signal))
    return readerOf(search.map, opened, collection).gather(collection, arrival, fields)
  }
  const { arrivals, failed } = await walk(plan, search.identities, gather, limits.maxKeys)
  const collections = await inTurns(wanted(search, plan), limits.parallel, async collection => {
    const id = idOf(collection)
    const about = { dataset: collection.dataset, collection: collection.name, path: shortest(arrivals.get(id)) }
    const lost = failed.get(id)
    const stopped = search.signal?.aborted ? whyStopped(search.signal) : lost
    if (stopped) return { ...about, result: 'failed', count: 0, reason: reasonText(stopped) } as const
    const why = plan.unreachable.get(id)
    if (why) return { ...about, ...(await unreached(search, opened, collection, why)) }
    return { ...about, ...(await searchCollection(search, opened, collection, arrivals.get(id))) }
  })
  const touches: SourceReader['touches'] = async (collection, ways) =>
    readerOf(search.map, opened, collection).touches(collection, ways)
  const known: SourceReader['known'] = async (collection, field, values) =>
    readerOf(search.map, opened, collection).known(collection, field, values)
  const probed = await probe(
    plan,
    search.identities,
    search.nearMisses ?? [],
    { gather, touches, known },
    limits.maxKeys,
  )
  // In the order of the map, not in that of who answered first.
  const readers = connectionsOf(search.map).flatMap(connection => opened.readers.get(connection) ?? [])
  return {
    snapshots: readers.map(reader => reader.snapshot),
    collections,
    unclassified: readers.flatMap(reader => reader.coverage().unclassified),
    probed,
  }
}

/**
 * Looks for one person in every source of the map. Each source is read in one snapshot of its own; each collection ends as
 * found, empty, failed or unreachable, and the failure of one leaves the others alone. On an unchanged source the same search
 * gives the same records in the same order. Throws only faults of the caller's own `onRecords`.
 */
export const searchSource = async (asked: Search): Promise<Searched> => {
  const limits = { ...usualLimits, ...asked.limits }
  const signal = withinTime(asked.signal, limits.totalMs)
  const search = { ...asked, signal, map: uniteSources(asked.map, asked.addresses) }
  const plan = planWalk(search.map, search.identities)
  const opened = await openSources(search.map, search.addresses, limits, search.matcher)
  const stop = () => void opened.close()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await searchAll(search, plan, opened, limits)
  } finally {
    signal.removeEventListener('abort', stop)
    await opened.close()
  }
}
