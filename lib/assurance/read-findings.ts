import { worker } from '#lib/access/actor.ts'
import { readSegments } from '#lib/collection/store.ts'
import { begin } from '#lib/db/begin.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { readMaps } from '#lib/packages/store.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { lockUnderReview } from '#lib/requests/lock-under-review.ts'
import type { RequestRow } from '#lib/requests/store.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { collectionsOf, idOf } from '#lib/sources/data-map.ts'
import { knownMap } from '#lib/sources/known-map.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readRecords } from '#lib/vault/segment.ts'
import { type About, type Evidence, noEvidence, takeRecord } from './gather-evidence.ts'
import { openFormerAddresses } from './open-former-addresses.ts'

export type Looked = {
  request: RequestRow
  address: string
  evidence: Evidence
  found: boolean
  formerAddresses: number
}

/** Everything a look at the findings needs, or undefined when the request went on to another attempt. */
const readMaterial = (requestId: string, attempt: number) =>
  begin(worker, async ({ tx }) => {
    const request = await lockUnderReview(tx, requestId, attempt)
    if (!request) return undefined
    return {
      request,
      address: openIntake(request).address,
      former: await openFormerAddresses(tx, requestId),
      segments: await readSegments(tx, request),
      maps: await readMaps(tx),
      zone: (await readOrganisation(tx))!.zone,
    }
  })

/**
 * Reads the sealed findings once more, outside any transaction, for what they say about whose they are. The source is not asked again, and
 * nothing that was read outlives the job but codes, counts and hashes.
 */
export async function readFindings(requestId: string, attempt: number): Promise<Looked | undefined> {
  const material = await readMaterial(requestId, attempt)
  if (!material) return undefined
  const { request, address, former, segments, maps, zone } = material
  const collections = new Map(
    maps
      .map(knownMap)
      .flatMap(collectionsOf)
      .map(one => [idOf(one), one]),
  )
  const about: About = { addresses: [address, ...former], receivedAt: request.receivedAt, zone }
  const evidence = noEvidence()
  for (const { objectId, dataset, collection } of segments) {
    const known = collections.get(`${dataset}.${collection}`)
    if (!known) continue
    for await (const record of readRecords(houseVault(), requestId, objectId) as AsyncIterable<FoundRecord>)
      takeRecord(evidence, known, record, about)
  }
  const found = segments.some(({ records }) => records > 0)
  return { request, address, evidence, found, formerAddresses: former.length }
}
