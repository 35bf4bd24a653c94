import { worker } from '#lib/access/actor.ts'
import { openFormerAddresses } from '#lib/assurance/open-former-addresses.ts'
import { readSegments } from '#lib/collection/store.ts'
import { begin } from '#lib/db/begin.ts'
import { readMaps } from '#lib/packages/store.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { lockUnderReview } from '#lib/requests/lock-under-review.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { collectionsOf, idOf } from '#lib/sources/data-map.ts'
import { knownMap } from '#lib/sources/known-map.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readRecords } from '#lib/vault/segment.ts'
import { askIndex } from './ask-index.ts'
import { freshenIndexes } from './index-people.ts'
import { tellingFields } from './read-identifiers.ts'
import { readMentions } from './read-mentions.ts'
import { mostKept, recordMentions, type Spot } from './record-mentions.ts'
import { meansSelf, nobodyYet, ownCompanies, type Self, takeSelf } from './self.ts'

type Material = NonNullable<Awaited<ReturnType<typeof readMaterial>>>

/** Undefined when the request went on to another attempt, or was answered. */
const readMaterial = (requestId: string, attempt: number) =>
  begin(worker, async ({ tx }) => {
    const request = await lockUnderReview(tx, requestId, attempt)
    if (!request) return undefined
    return {
      addresses: [openIntake(request).address, ...(await openFormerAddresses(tx, requestId))],
      segments: await readSegments(tx, request),
      collections: new Map(
        (await readMaps(tx))
          .map(knownMap)
          .flatMap(collectionsOf)
          .map(one => [idOf(one), one]),
      ),
    }
  })

const recordsIn = (requestId: string, objectId: string) =>
  readRecords(houseVault(), requestId, objectId) as AsyncGenerator<FoundRecord>

/** Who the person is, out of those of their records that say so. */
async function readSelf(requestId: string, { addresses, segments, collections }: Material): Promise<Self> {
  const self = nobodyYet(addresses)
  for (const { objectId, dataset, collection } of segments) {
    const known = collections.get(`${dataset}.${collection}`)
    if (!known || tellingFields(known).length === 0) continue
    for await (const record of recordsIn(requestId, objectId)) takeSelf(self, known, record)
  }
  return self
}

async function findIn(requestId: string, material: Material): Promise<{ spots: Spot[]; more: number }> {
  const self = await readSelf(requestId, material)
  const how = { ask: askIndex(), skip: ownCompanies(self), isSelf: meansSelf(self) }
  const spots: Spot[] = []
  let more = 0
  for (const { objectId, dataset, collection } of material.segments)
    for await (const { record, ...one } of readMentions(recordsIn(requestId, objectId), how)) {
      if (spots.length < mostKept) spots.push({ ...one, dataset, collection, key: record.key })
      else more++
    }
  return { spots, more }
}

/**
 * The job born when a search ends: looks through the sealed findings, after the search and out of the vault alone, for addresses, telephone
 * numbers and names of other people whom the organisation knows. Not while records are sealed: only when all are there is it known what
 * the person themselves is called. Each place becomes a proposal; which words stand there nobody keeps.
 */
export async function findOthers({ requestId, attempt }: { requestId: string; attempt: number }): Promise<void> {
  const material = await readMaterial(requestId, attempt)
  if (!material) return
  const unread = await freshenIndexes()
  const { spots, more } = await findIn(requestId, material)
  await recordMentions(worker, { requestId, attempt, unread, spots, more })
}
