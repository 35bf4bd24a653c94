import { worker } from '#lib/access/actor.ts'
import { openFormerAddresses } from '#lib/assurance/open-former-addresses.ts'
import { readCoverages, readSegments } from '#lib/collection/store.ts'
import { begin } from '#lib/db/begin.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import { newId } from '#lib/kernel/ids.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { lockUnderReview } from '#lib/requests/lock-under-review.ts'
import { recordHash } from '#lib/requests/record-hash.ts'
import { type Collection, collectionsOf, connectionOf, idOf } from '#lib/sources/data-map.ts'
import { isSound, joinSources } from '#lib/sources/join-sources.ts'
import { usualLimits } from '#lib/sources/limits.ts'
import { openSources, readerIn } from '#lib/sources/open-sources.ts'
import { reason, reasonText, SourceFailure } from '#lib/sources/reason.ts'
import type { SourceReader } from '#lib/sources/source-reader.ts'
import { readSources } from '#lib/sources/store.ts'
import { dropUnnamed } from '#lib/vault/drop-unnamed.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readRecords, writeRecords } from '#lib/vault/segment.ts'
import { sharedWays, strangersIn } from './find-in-source.ts'
import { mostValues, nothingOwn, type Own, takeOwn, watchFor } from './own.ts'
import { firstOf, ownPartOf } from './own-part.ts'
import { type Clues, readClues } from './read-clues.ts'
import { type Followed, type Found, noteNothingShared, recordCandidates } from './record-candidates.ts'
import { telltales } from './shared-fields.ts'
import { type CandidateSegmentRow, readCandidateObjects, readCandidateReview, readCandidateSegments } from './store.ts'
import { isOfCrowd, weigh } from './weigh.ts'

type Material = NonNullable<Awaited<ReturnType<typeof readMaterial>>>

/** Undefined when the request went on to another attempt, was answered, or somebody else follows what was found. */
const readMaterial = ({ requestId, attempt, run }: Followed) =>
  begin(worker, async ({ tx }) => {
    const request = await lockUnderReview(tx, requestId, attempt)
    if (!request) return undefined
    const review = await readCandidateReview(tx, requestId)
    if (review?.run !== run || review.reviewedAt) return undefined
    const rows = await readSources(tx)
    const sound = rows.filter(({ key }) => isSound(rows, key))
    const segments = await readSegments(tx, request)
    const sealed = await readCandidateSegments(tx, requestId)
    const joined = segments.flatMap(one => ownPartOf(one, sealed) ?? [])
    return {
      ...{ requestId, attempt, run, ...joinSources(sound) },
      asking: [openIntake(request).address, ...(await openFormerAddresses(tx, requestId))],
      ...{ segments, sealed, country: (await readOrganisation(tx))?.country ?? null },
      /** How the search itself ended, whatever was put beside it. */
      ended: new Map(
        [...(await readCoverages(tx, request)), ...joined.map(endedOf)].map(row => [
          `${row.dataset}.${row.collection}`,
          row,
        ]),
      ),
    }
  })

const endedOf = ({ dataset, collection, ownResult, ownCount, ownReason }: CandidateSegmentRow) => ({
  ...{ dataset, collection, result: ownResult, count: ownCount, reason: ownReason },
})

/** What is known of the person, out of everything that was found for certain. */
async function readOwn({ requestId, map, asking, segments, ended, country }: Material): Promise<Own> {
  const watch = watchFor(map)
  const own = nothingOwn(asking, watch, country)
  const collections = new Map(collectionsOf(map).map(one => [idOf(one), one]))
  if (watch.kinds.size === 0) return own
  for (const { objectId, dataset, collection } of segments) {
    const known = collections.get(`${dataset}.${collection}`)
    if (!known) continue
    const { count } = ended.get(`${dataset}.${collection}`) ?? { count: 0 }
    for await (const record of firstOf(requestId, objectId, count)) takeOwn(own, watch, known, record)
  }
  return own
}

/**
 * The job born when a search has ended: what the person's own rows show of things that several people may share (a telephone, an IP address)
 * is looked for in every source. What is found so is sealed apart, with what speaks for and against it, and waits for an officer; none of
 * it is in a copy before. A collection whose own search failed is left out: nobody knows there which rows are the person's.
 */
export async function findCandidates(job: Followed): Promise<void> {
  await dropLeftovers(job)
  const material = await readMaterial(job)
  if (!material) return
  const own = await readOwn(material)
  const found: Found = { ...job, more: 0, unread: [], collections: [] }
  for (const kind of own.capped)
    found.unread.push(`${kind}: ${reasonText(reason('too-many-keys', String(mostValues)))}`)
  const asked = collectionsOf(material.map).filter(
    one =>
      !one.skip && sharedWays(own, one).length > 0 && (material.ended.get(idOf(one))?.result ?? 'failed') !== 'failed',
  )
  if (asked.length === 0) return noteNothingShared(job)
  for (const connection of new Set(asked.map(one => connectionOf(material.map, one))))
    await askSource(material, own, connection, { asked, found })
  const recorded = await recordCandidates(worker, found)
  await dropLeftovers(job, recorded.ok ? material.sealed.map(({ objectId }) => objectId) : [])
}

async function askSource(
  material: Material,
  own: Own,
  source: string,
  { asked, found }: { asked: Collection[]; found: Found },
): Promise<void> {
  const { map, addresses } = material
  const opened = await openSources(map, addresses, { ...usualLimits, parallel: 1 }, name => name === source)
  const here = asked.filter(one => connectionOf(material.map, one) === source)
  try {
    const reader = readerIn(opened, source)
    for (const collection of here)
      for (const { fields, keys } of sharedWays(own, collection))
        reader.expect?.(
          collection,
          fields[0]!,
          keys.map(([key]) => key!),
        )
    for (const collection of here) {
      const asking = askCollection(material, own, { source, collection, found, reader })
      await asking.catch(unreadIn(found, source))
    }
  } catch (thrown) {
    unreadIn(found, source)(thrown)
  } finally {
    await opened.close()
  }
}

/** What could not be asked is said; everything else goes on. */
const unreadIn = (found: Found, source: string) => (thrown: unknown) => {
  if (!(thrown instanceof SourceFailure)) throw thrown
  found.unread.push(`${source}: ${reasonText(thrown.reason)}`)
}

type Asking = { source: string; collection: Collection; found: Found; reader: SourceReader }

/** Seals what one collection shares with the person as it comes, and weighs it. */
async function askCollection(
  { requestId, attempt, run, map, ended }: Material,
  own: Own,
  { source, collection, found, reader }: Asking,
): Promise<void> {
  const { dataset, name } = collection
  const tells = telltales(map, collection)
  const clues: Clues[] = []
  const hashes: string[] = []
  const more = { rows: 0 }
  const objectId = newName({ requestId, attempt, run })
  async function* seen() {
    for await (const record of strangersIn(reader, collection, own, more)) {
      clues.push(readClues(own, tells, collection, record))
      hashes.push(hexOf(recordHash(requestId, dataset, name, record.key)))
      yield record
    }
  }
  const all = await writeRecords(houseVault(), requestId, objectId, seen())
  const weighed = weigh(own, clues).filter(one => !isOfCrowd(one))
  const rows = weighed.flatMap(one => one.rows).sort((a, b) => a - b)
  found.more += more.rows + clues.length - rows.length
  if (rows.length === 0) return
  const before = ended.get(idOf(collection))!
  const job = { requestId, attempt, run }
  const { bytes: _bytes, ...sealed } =
    rows.length === clues.length ? { objectId, ...all } : await keepOnly(job, objectId, new Set(rows))
  const places = new Map(rows.map((row, place) => [row, place]))
  found.collections.push({
    ...{ source, dataset, collection: name, ...sealed },
    ...{ ownResult: before.result, ownCount: before.count, ownReason: before.reason },
    bundles: weighed.map(({ rows, ...one }) => ({
      ...one,
      positions: rows.map(row => places.get(row)!),
      recordHashes: rows.map(row => hashes[row]!),
    })),
  })
}

/** Seals what an officer shall look at and nothing else: strangers of a crowd have no business in the vault. */
async function keepOnly(job: Followed, objectId: string, rows: ReadonlySet<number>) {
  const { requestId } = job
  async function* kept() {
    let row = 0
    for await (const record of readRecords(houseVault(), requestId, objectId)) if (rows.has(row++)) yield record
  }
  const name = newName(job)
  const sealed = await writeRecords(houseVault(), requestId, name, kept())
  await houseVault().remove(requestId, objectId)
  return { objectId: name, ...sealed }
}

const prefixOf = ({ attempt, run }: Followed) => `c${attempt}-${run.slice(-12)}-`
const newName = (job: Followed) => `${prefixOf(job)}${newId().slice(-12)}`

/** What this run sealed and no row names: it was killed, overtaken, or there was nothing after all. And what it replaced. */
const dropLeftovers = (job: Followed, replaced: readonly string[] = []): Promise<void> =>
  dropUnnamed(
    job.requestId,
    objectId => objectId.startsWith(prefixOf(job)) || replaced.includes(objectId),
    () => begin(worker, ({ tx }) => readCandidateObjects(tx, job.requestId)),
  )
