import type { segments } from '#lib/collection/table.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readRecords } from '#lib/vault/segment.ts'
import type { CandidateSegmentRow } from './store.ts'

/** In the name of a sealed segment that holds, behind what the search found, what an officer put beside it. */
export const joinedMark = 'joined-'

/** How the search itself ended in a collection to which candidates were added. */
export const ownPartOf = (
  { objectId, dataset, collection }: Pick<typeof segments.$inferSelect, 'objectId' | 'dataset' | 'collection'>,
  sealed: readonly CandidateSegmentRow[],
): CandidateSegmentRow | undefined =>
  objectId.includes(joinedMark)
    ? sealed.find(one => one.dataset === dataset && one.collection === collection)
    : undefined

/** The first so many records of a sealed segment: those that a search found. */
export async function* firstOf(requestId: string, objectId: string, count: number): AsyncGenerator<FoundRecord> {
  let left = count
  if (left > 0)
    for await (const record of readRecords(houseVault(), requestId, objectId)) {
      yield record as FoundRecord
      if (--left === 0) return
    }
}
