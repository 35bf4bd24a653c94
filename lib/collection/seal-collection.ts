import { createHash } from 'node:crypto'
import type { FoundRecord, Records } from '#lib/sources/contract.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { writeRecords } from '#lib/vault/segment.ts'
import type { Lease } from './lease-search.ts'
import type { SearchReport } from './record-search.ts'

export type Sealed = SearchReport['segments'][number]

/** What a name of the vault has room for: names that are alike, or that begin alike, may not become one. */
const short = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 16)

export const objectPrefix = (attempt: number, source: string) => `s${attempt}-${short(source)}-`

const placeOf = (dataset: string, collection: string) => short(JSON.stringify([dataset, collection]))

/** Whether what lies there was sealed of this collection, by whatever search. */
export const isPlaceOf = (objectId: string, dataset: string, collection: string): boolean =>
  objectId.split('-')[2] === placeOf(dataset, collection)

/** Seals the records of one collection as they come, into an object that bears the run's name. */
export async function sealCollection(
  lease: Pick<Lease, 'requestId' | 'attempt' | 'source' | 'run'>,
  dataset: string,
  collection: string,
  records: Records | AsyncIterable<FoundRecord>,
): Promise<Sealed> {
  const objectId = `${objectPrefix(lease.attempt, lease.source)}${placeOf(dataset, collection)}-${lease.run.slice(-12)}`
  const { bytes: _bytes, ...segment } = await writeRecords(houseVault(), lease.requestId, objectId, records)
  return { objectId, dataset, collection, ...segment }
}
