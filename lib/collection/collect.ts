import { worker } from '#lib/access/actor.ts'
import { collectAnswer } from '#lib/owners/collect-answer.ts'
import { manualKind } from '#lib/owners/owner-words.ts'
import type { CollectionResult } from '#lib/sources/contract.ts'
import { isSound, joinSources } from '#lib/sources/join-sources.ts'
import { type Searched, searchSource } from '#lib/sources/search.ts'
import { dropUnnamed } from '#lib/vault/drop-unnamed.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { nearMissesOf } from './decoys.ts'
import { type Lease, leaseSearch, reportProgress, type SearchJob } from './lease-search.ts'
import { recordSearch, type SearchReport } from './record-search.ts'
import { objectPrefix, type Sealed, sealCollection } from './seal-collection.ts'

/** Near-miss addresses tried with every search: a strong smoke test, and cheap, because they are looked up all at once. */
const decoysTried = 40

/**
 * The job that searches one source for one person: reads every collection once, at one instant, and seals each record as it comes.
 * Killed at any moment and begun again, it drops what it had sealed and reads the source anew; only a whole report counts.
 */
export async function collect(job: SearchJob): Promise<void> {
  const lease = await leaseSearch(job)
  if (!lease) return
  await dropLeftovers(lease)
  if (lease.sources.find(({ key }) => key === lease.source)?.kind === manualKind) return collectAnswer(lease)
  const report = await searchAndSeal(lease)
  const recorded = await recordSearch(worker, report)
  if (recorded.ok) return
  for (const { objectId } of report.segments) await houseVault().remove(lease.requestId, objectId)
}

/** Objects of this source and attempt that no row names: a killed run sealed them, and nobody will ever ask for them. */
const dropLeftovers = ({ requestId, attempt, source, kept }: Lease): Promise<void> =>
  dropUnnamed(
    requestId,
    objectId => objectId.startsWith(objectPrefix(attempt, source)),
    async () => kept,
  )

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
    checked: null,
  }
  if (!isSound(lease.sources, source)) return { ...blank, snapshot: null, reason: 'map-invalid' }
  const { map, addresses } = joinSources(lease.sources)
  if (!Object.hasOwn(addresses, source)) return { ...blank, snapshot: null, reason: `no-connection: ${source}` }
  const sealed: Sealed[] = []
  const own = map.datasets.filter(dataset => dataset.connection === source)
  const total = own.reduce((sum, dataset) => sum + dataset.collections.length, 0)
  const identities = lease.addresses.map(value => ({ kind: 'email' as const, value }))
  const searched = await searchSource({
    map,
    addresses,
    only: source,
    identities,
    nearMisses: nearMissesOf(identities, decoysTried),
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

const why = (row: CollectionResult) => row.reason ?? null

function reportOf({ snapshots, collections, unclassified, probed, compared }: Searched, sealed: readonly Sealed[]) {
  const [snapshot] = snapshots
  const found = new Set(
    collections.filter(({ result }) => result === 'found').map(one => `${one.dataset}.${one.collection}`),
  )
  return {
    snapshot: snapshot ? { at: snapshot.at, lsn: snapshot.lsn, fingerprint: snapshot.fingerprint } : null,
    collections: collections.map(({ path: _path, ...row }) => ({ ...row, reason: why(row) })),
    segments: sealed.filter(({ dataset, collection }) => found.has(`${dataset}.${collection}`)),
    unclassified,
    decoys: probed,
    checked: snapshot && compared[0] ? { ...compared[0], fingerprint: snapshot.fingerprint } : null,
    reason: snapshot ? null : (collections.map(why).find(one => one !== null) ?? 'source-unavailable'),
  }
}
