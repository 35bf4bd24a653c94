import { type Coverage, connectionsOf } from './compare-coverage.ts'
import type { CollectionResult, Identity, Snapshot } from './contract.ts'
import { type Collection, connectionOf, type DataMap, idOf } from './data-map.ts'
import { type Plan, planWalk, towards } from './graph.ts'
import { failure, handOn, type OnRecords, whyStopped, withinTime } from './hand-on.ts'
import { formsOf } from './identity-forms.ts'
import { type Limits, usualLimits } from './limits.ts'
import { type Opened, openSources, readerIn } from './open-sources.ts'
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
  /** Reads only the collections of this source; the walk crosses those others that lead to it. `collections` then has only its own. */
  only?: string
  /** Addresses of nobody, tried in the same snapshot; any row they reach belongs to somebody else. */
  nearMisses?: NearMiss[]
}

export type SearchedCollection = CollectionResult & {
  dataset: string
  collection: string
  /** The shortest way from an identity to the collection; empty when there is none. */
  path: string[]
}

export type Searched = {
  /** One for each source that was to be searched and could be read, in the order of the map. */
  snapshots: Snapshot[]
  /** One row for every collection of the map, in its order. */
  collections: SearchedCollection[]
  /** `schema.table.column`, sorted by source: what no map classifies. */
  unclassified: string[]
  /** What map and source have of each other, one for each snapshot. */
  compared: Coverage[]
  probed: Probed
}

const readerOf = ({ map }: Search, opened: Opened, collection: Collection): SourceReader =>
  readerIn(opened, connectionOf(map, collection))

const searchCollection = async (
  search: Search,
  opened: Opened,
  collection: Collection,
  arrivals: Arrival[] | undefined,
): Promise<CollectionResult> => {
  try {
    const reader = readerOf(search, opened, collection)
    // Also when nothing leads here this time: a table that is gone was not searched.
    const records = reader.read(collection, arrivals ?? [])
    const count = await handOn(collection, records, search.onRecords, search.signal)
    const lost = reader.unreadable?.(collection) ?? 0
    const noted = lost === 0 ? {} : { reason: reasonText(reason('rows-unreadable', String(lost))) }
    return count === 0 ? { result: 'empty', count: 0, ...noted } : { result: 'found', count, ...noted }
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

const wanted = (search: Search, plan: Plan): Collection[] =>
  [...plan.collections.values()].filter(
    one => search.only === undefined || connectionOf(search.map, one) === search.only,
  )

/** The whole plan, or the part of it that leads to the source that is asked for. */
const planFor = (search: Search): Plan => {
  const plan = planWalk(search.map, search.identities)
  return search.only === undefined ? plan : towards(plan, new Set(wanted(search, plan).map(idOf)))
}

/** The sources that the walk crosses or reads. */
const connectionsAsked = (search: Search, plan: Plan): Set<string> => {
  const crossed = [...plan.edges.values()].flat().flatMap(({ from, to }) => [from, to])
  const asked = [...plan.entries.map(entry => entry.collection), ...crossed].map(id => plan.collections.get(id)!)
  return new Set([...asked, ...wanted(search, plan)].map(one => connectionOf(search.map, one)))
}

/** Tells sources what will be asked of them by name, near misses included, so that files are read once for all of it. */
const announce = (search: Search, plan: Plan, opened: Opened) => {
  for (const { kind, collection, field } of plan.entries) {
    const there = plan.collections.get(collection)!
    const asked = [...search.identities, ...(search.nearMisses ?? [])].filter(one => one.kind === kind).flatMap(formsOf)
    opened.readers.get(connectionOf(search.map, there))?.expect?.(there, field, asked)
  }
}

const shortest = (arrivals: Arrival[] | undefined): string[] =>
  (arrivals ?? []).reduce<string[]>(
    (best, { path }) => (best.length === 0 || path.length < best.length ? path : best),
    [],
  )

const searchAll = async (search: Search, plan: Plan, opened: Opened, limits: Limits): Promise<Searched> => {
  const gather = async (...[collection, arrival, fields]: Parameters<SourceReader['gather']>) => {
    if (search.signal?.aborted) throw new SourceFailure(whyStopped(search.signal))
    return readerOf(search, opened, collection).gather(collection, arrival, fields)
  }
  announce(search, plan, opened)
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
    readerOf(search, opened, collection).touches(collection, ways)
  const known: SourceReader['known'] = async (collection, field, values) =>
    readerOf(search, opened, collection).known(collection, field, values)
  const probed = await probe(
    plan,
    search.identities,
    search.nearMisses ?? [],
    { gather, touches, known },
    limits.maxKeys,
  )
  // In the order of the map, not in that of who answered first.
  const readers = connectionsOf(search.map)
    .filter(connection => search.only === undefined || connection === search.only)
    .flatMap(connection => opened.readers.get(connection) ?? [])
  const compared = readers.map(reader => reader.coverage())
  return {
    snapshots: readers.map(reader => reader.snapshot),
    collections,
    unclassified: compared.flatMap(one => one.unclassified),
    compared,
    probed,
  }
}

/**
 * Looks for one person in every source of the map. Each source is read in one snapshot of its own; each collection ends as
 * found, empty, failed or unreachable, and the failure of one leaves the others alone. On an unchanged source the same search
 * gives the same records in the same order. Throws only faults of the caller's own `onRecords`.
 */
export const searchSource = async (given: Search): Promise<Searched> => {
  const limits = { ...usualLimits, ...given.limits }
  const { signal, release } = withinTime(given.signal, limits.totalMs)
  const search = {
    ...given,
    signal,
    map: given.only === undefined ? uniteSources(given.map, given.addresses) : given.map,
  }
  const plan = planFor(search)
  const asked = connectionsAsked(search, plan)
  const opened = await openSources(search.map, search.addresses, limits, connection => asked.has(connection))
  const stop = () => void opened.close()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await searchAll(search, plan, opened, limits)
  } finally {
    release()
    signal.removeEventListener('abort', stop)
    await opened.close()
  }
}
