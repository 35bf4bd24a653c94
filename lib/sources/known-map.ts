import type { CollectionFacts } from './contract.ts'
import { type Collection, collectionsOf, type DataMap, factsOf, fieldAt, idOf } from './data-map.ts'
import { readMap } from './read-map.ts'

const known = new Map<string, { text: string; map: DataMap }>()

/** The map of one source from its row; read anew only when its text changed, because a page of records must not wait for YAML. */
export function knownMap({ key, map: text }: { key: string; map: string }): DataMap {
  const before = known.get(key)
  if (before?.text === text) return before.map
  const { map } = readMap([{ file: `${key}.yml`, text }])
  known.set(key, { text, map })
  return map
}

/** What the maps say of one collection; undefined when a newer map dropped it. */
export const factsIn = (maps: readonly DataMap[], dataset: string, collection: string): CollectionFacts | undefined =>
  maps.flatMap(factsOf).find(one => one.dataset === dataset && one.collection === collection)

/** One stop on the way from an identity to a record. `null` labels: the map no longer knows it. */
export type Stop = { text: string; collection: CollectionFacts['label'] | null; field: CollectionFacts['label'] | null }

/** The path of a record, `["email", "site.contact.email"]`, with what the map calls each stop. */
export function stopsOf(maps: readonly DataMap[], path: readonly string[]): Stop[] {
  const all = new Map<string, Collection>(maps.flatMap(collectionsOf).map(one => [idOf(one), one]))
  return path.map(text => {
    const [dataset, collection, ...field] = text.split('.')
    const found = collection ? all.get(`${dataset}.${collection}`) : undefined
    return {
      text,
      collection: found?.facts.label ?? null,
      field: (found && fieldAt(found, field.join('.'))?.label) ?? null,
    }
  })
}
