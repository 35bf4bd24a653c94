import type { FoundRecord, Records } from '#lib/sources/contract.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { writeRecords } from '#lib/vault/segment.ts'
import type { Lease } from './lease-search.ts'
import type { SearchReport } from './record-search.ts'

export type Sealed = SearchReport['segments'][number]

export const objectPrefix = (attempt: number, source: string) => `s${attempt}-${source.replaceAll('_', '-')}-`

/** Seals the records of one collection as they come, into an object that bears the run's name. */
export async function sealCollection(
  lease: Pick<Lease, 'requestId' | 'attempt' | 'source' | 'run'>,
  dataset: string,
  collection: string,
  records: Records | AsyncIterable<FoundRecord>,
): Promise<Sealed> {
  const place = `${dataset}.${collection}`.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const objectId = `${objectPrefix(lease.attempt, lease.source)}${place.slice(0, 60)}-${lease.run.slice(0, 8)}`
  const { bytes: _bytes, ...segment } = await writeRecords(houseVault(), lease.requestId, objectId, records)
  return { objectId, dataset, collection, ...segment }
}
