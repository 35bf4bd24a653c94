import { worker } from '#lib/access/actor.ts'
import { sourceAddress } from '#lib/config/source-address.ts'
import { connectionsOf } from '#lib/sources/compare-coverage.ts'
import type { Records } from '#lib/sources/contract.ts'
import { readMap } from '#lib/sources/read-map.ts'
import { type Searched, searchSource } from '#lib/sources/search.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { writeRecords } from '#lib/vault/segment.ts'
import { nearMissesOf } from './decoys.ts'
import { type Lease, leaseSearch, reportProgress, type SearchJob } from './lease-search.ts'
import { recordSearch, type SearchReport } from './record-search.ts'

/** Near-miss addresses tried with every search: a strong smoke test, and cheap, because they are looked up all at once. */
const decoysTried = 40

type Sealed = SearchReport['segments'][number]

/**
 * The job that searches one source for one person: reads every collection once, at one instant, and seals each record as it comes.
 * Killed at any moment and begun again, it drops what it had sealed and reads the source anew; only a whole report counts.
 */
export async function collect(job: SearchJob): Promise<void> {
  const lease = await leaseSearch(job)
  if (!lease) return
  await dropLeftovers(lease)
  const report = await searchAndSeal(lease)
  const recorded = await recordSearch(worker, report)
  if (!recorded.ok) await dropLeftovers({ ...lease, kept: new Set() }, report.segments)
}

/** Objects of this source and attempt that no row names: a killed run sealed them, and nobody will ever ask for them. */
async function dropLeftovers({ requestId, attempt, source, kept }: Lease, named?: readonly Sealed[]): Promise<void> {
  const prefix = objectPrefix(attempt, source)
  const objects = named ?? (await houseVault().objects(requestId)).filter(({ objectId }) => objectId.startsWith(prefix))
  for (const { objectId } of objects) if (!kept.has(objectId)) await houseVault().remove(requestId, objectId)
}

const objectPrefix = (attempt: number, source: string) => `s${attempt}-${source.replaceAll('_', '-')}-`

async function searchAndSeal(lease: Lease): Promise<SearchReport> {
  const { requestId, attempt, source, run } = lease
  const blank = {
    requestId,
    attempt,
    source,
    run,
    collections: [],
    segments: [],
    unclassified: [],
    decoys: { tried: 0, crossed: [] },
  }
  const { map, problems } = readMap([{ file: `${source}.yml`, text: lease.map }])
  const url = sourceAddress(lease.connectionVariable)
  if (problems.length > 0) return { ...blank, snapshot: null, reason: 'map-invalid' }
  if (!url) return { ...blank, snapshot: null, reason: `no-connection ${lease.connectionVariable}` }
  const sealed: Sealed[] = []
  const total = map.datasets.reduce((sum, dataset) => sum + dataset.collections.length, 0)
  const identity = { kind: 'email' as const, value: lease.address }
  const searched = await searchSource({
    map,
    addresses: Object.fromEntries(connectionsOf(map).map(connection => [connection, { url }])),
    identities: [identity],
    nearMisses: nearMissesOf([identity], decoysTried),
    onRecords: async (dataset, collection, records) => {
      sealed.push(await sealCollection(lease, dataset, collection, records))
      await reportProgress(lease, {
        done: sealed.length,
        total,
        records: sealed.reduce((sum, one) => sum + one.records, 0),
      })
    },
  })
  return { ...blank, ...reportOf(searched, sealed) }
}

async function sealCollection(lease: Lease, dataset: string, collection: string, records: Records): Promise<Sealed> {
  const place = `${dataset}.${collection}`.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const objectId = `${objectPrefix(lease.attempt, lease.source)}${place.slice(0, 60)}-${lease.run.slice(0, 8)}`
  const { bytes: _bytes, ...segment } = await writeRecords(houseVault(), lease.requestId, objectId, records)
  return { objectId, dataset, collection, ...segment }
}

function reportOf({ snapshots, collections, unclassified, probed }: Searched, sealed: readonly Sealed[]) {
  const [snapshot] = snapshots
  const found = new Set(
    collections.filter(({ result }) => result === 'found').map(one => `${one.dataset}.${one.collection}`),
  )
  return {
    snapshot: snapshot ? { at: snapshot.at, lsn: snapshot.lsn, fingerprint: snapshot.fingerprint } : null,
    collections: collections.map(({ path: _path, ...row }) => ({
      ...row,
      reason: 'reason' in row ? row.reason : null,
    })),
    segments: sealed.filter(({ dataset, collection }) => found.has(`${dataset}.${collection}`)),
    unclassified,
    decoys: probed,
    reason: snapshot ? null : 'source-unavailable',
  }
}
