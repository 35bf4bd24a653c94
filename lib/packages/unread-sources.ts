import type { Unsearched } from '#lib/collection/find-unsearched.ts'
import { collectionsOf, type DataMap } from '#lib/sources/data-map.ts'
import { reason, reasonText } from '#lib/sources/reason.ts'
import type { Material } from './assemble-package.ts'

type Row = Material['coverages'][number]

/**
 * A row for every collection of a source that was asked and could not be opened at all: its map or its address was wrong, so its search
 * left none. Without them a copy would be called incomplete, and say of everything it lists that it was searched.
 */
export const unreadRows = (
  { searches, coverages }: Pick<Material, 'searches' | 'coverages'>,
  maps: readonly { key: string; map: DataMap }[],
): Row[] =>
  searches
    .filter(({ state, source }) => state === 'failed' && !coverages.some(row => row.source === source))
    .flatMap(({ requestId, attempt, source, reason }) => {
      const own = maps.filter(({ key }) => key === source).flatMap(({ map }) => collectionsOf(map))
      const places = own.map(({ dataset, name }) => ({ dataset, collection: name }))
      // A map of which nothing can be read still has its source.
      return (places.length > 0 ? places : [{ dataset: source, collection: source }]).map((place, position) => ({
        ...{ requestId, attempt, source, position, ...place },
        ...{ result: 'failed' as const, count: 0, reason: reason ?? 'source-unavailable' },
      }))
    })

/** A row for every place that this attempt did not ask, because it was connected since: nobody looked there, and the copy must say so. */
export const unsearchedRows = (
  { id, attempt }: Pick<Material['request'], 'id' | 'attempt'>,
  unsearched: readonly Unsearched[],
): Row[] =>
  unsearched.map((place, position) => ({
    ...{ requestId: id, attempt, position, ...place },
    ...{ result: 'unreachable' as const, count: 0, reason: reasonText(reason('connected-since', place.source)) },
  }))
