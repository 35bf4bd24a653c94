import type { Identity } from './contract.ts'
import { type Collection, collectionsOf, type DataMap, type Field, fieldsOf, idOf } from './data-map.ts'
import { byStart, type Edge, type Entry, edgesOf } from './edges.ts'
import { type Reason, reason } from './reason.ts'

/** How a search may walk: where it starts, along which edges, and which collections it can never reach and why. */
export type Plan = {
  collections: Map<string, Collection>
  entries: Entry[]
  /** Edges by the collection they leave. */
  edges: Map<string, Edge[]>
  unreachable: Map<string, Reason>
}

const identityFields = (collection: Collection): Field[] =>
  fieldsOf(collection).filter(field => field.identity !== null)

const entriesOf = (collections: Collection[], kinds: Set<string>): Entry[] =>
  collections.flatMap(collection =>
    identityFields(collection)
      .filter(field => field.locator === 'unique' && kinds.has(field.identity!))
      .map(field => ({ kind: field.identity!, collection: idOf(collection), field })),
  )

/** Collections within reach of `starts` along `edges`, with the number of references between. */
export const distances = (starts: Iterable<string>, edges: Edge[]): Map<string, number> => {
  const out = byStart(edges)
  const far = new Map<string, number>([...starts].map(start => [start, 0]))
  for (const [collection, steps] of far) {
    for (const { to } of out.get(collection) ?? []) if (!far.has(to)) far.set(to, steps + 1)
  }
  return far
}

/**
 * A reference without a direction is walked away from the identity: the walk must not come back from the product somebody
 * ordered to everybody who ordered it. Between collections equally far it is walked both ways.
 */
const oriented = (edges: Edge[], entries: Entry[]): Edge[] => {
  const far = distances(
    entries.map(entry => entry.collection),
    edges,
  )
  return edges.filter(({ from, to, directed }) => directed || (far.get(from) ?? Infinity) <= (far.get(to) ?? -1))
}

type Around = { kinds: Set<string>; stopped: Edge[]; far: Map<string, number>; searched: boolean }

const whyUnreachable = (collection: Collection, { kinds, stopped, far, searched }: Around): Reason => {
  if (collection.skip) return reason('skipped-by-map')
  const asked = [...kinds].join(', ')
  if (identityFields(collection).some(field => kinds.has(field.identity!))) return reason('shared-locator-only')
  if (stopped.some(edge => edge.to === idOf(collection) && far.has(edge.from))) return reason('through-others-only')
  return searched ? reason('not-reached', asked) : reason('not-searchable', asked)
}

/**
 * Plans the walk from the kinds of identity that are asked for. Pure: knows the map, no database.
 * Every collection of the map is in `collections`; those that nothing reaches are in `unreachable` with the reason.
 */
export const planWalk = (map: DataMap, identities: Pick<Identity, 'kind'>[]): Plan => {
  const all = collectionsOf(map)
  const collections = new Map(all.map(collection => [idOf(collection), collection]))
  const kinds = new Set<string>(identities.map(identity => identity.kind))
  const walked = all.filter(collection => !collection.skip)
  const entries = entriesOf(walked, kinds)
  const every = edgesOf(walked, collections)
  const stopped = every.filter(edge => edge.walk === 'stop')
  const edges = oriented(
    every.filter(edge => edge.walk !== 'stop'),
    entries,
  )
  const far = distances(
    entries.map(entry => entry.collection),
    edges,
  )
  const unreachable = new Map<string, Reason>()
  for (const [id, collection] of collections) {
    const bound = every.some(edge => edge.from === id || edge.to === id)
    if (!far.has(id))
      unreachable.set(id, whyUnreachable(collection, { kinds, stopped, far, searched: entries.length > 0 && bound }))
  }
  const usable = edges.filter(edge => far.has(edge.from))
  return { collections, entries, edges: byStart(usable), unreachable }
}

/** The part of a plan that leads to `wanted`: what only lies beside the way is not asked. */
export const towards = (plan: Plan, wanted: Set<string>): Plan => {
  const edges = [...plan.edges.values()].flat()
  const back = distances(
    wanted,
    edges.map(edge => ({ ...edge, from: edge.to, to: edge.from })),
  )
  return {
    ...plan,
    entries: plan.entries.filter(entry => back.has(entry.collection)),
    edges: byStart(edges.filter(edge => back.has(edge.to))),
  }
}

/** Every collection that may lack rows when `failed` could not be read: all that lie behind it. */
export const behind = (plan: Plan, failed: string): Set<string> => {
  const reached = distances([failed], [...plan.edges.values()].flat())
  reached.delete(failed)
  return new Set(reached.keys())
}
