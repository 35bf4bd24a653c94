import { worker } from '#lib/access/actor.ts'
import { openFormerAddresses } from '#lib/assurance/open-former-addresses.ts'
import { readCoverages, readSegments } from '#lib/collection/store.ts'
import { begin } from '#lib/db/begin.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { lockUnderReview } from '#lib/requests/lock-under-review.ts'
import { type Collection, collectionsOf, connectionOf, idOf } from '#lib/sources/data-map.ts'
import { isSound, joinSources } from '#lib/sources/join-sources.ts'
import { usualLimits } from '#lib/sources/limits.ts'
import { type Opened, openSources, readerIn } from '#lib/sources/open-sources.ts'
import { reason, reasonText, SourceFailure } from '#lib/sources/reason.ts'
import { readSources } from '#lib/sources/store.ts'
import { dropUnnamed } from '#lib/vault/drop-unnamed.ts'
import { sharedWays, strangersIn } from './find-in-source.ts'
import { followConfirmed } from './follow-confirmed.ts'
import { type Followed, Gathered, placeId, prefixOf } from './gathered.ts'
import { hangingOn, isTakenBack, planHanging } from './hanging.ts'
import { mostValues, nothingOwn, type Own, takeOwn, type Watch, watchFor } from './own.ts'
import { firstOf, joinedMark, ownPartOf } from './own-part.ts'
import { readClues } from './read-clues.ts'
import { type Found, noteNothingShared, recordCandidates } from './record-candidates.ts'
import { telltales } from './shared-fields.ts'
import {
  type CandidateRow,
  type CandidateSegmentRow,
  readCandidateObjects,
  readCandidateReview,
  readCandidateSegments,
  readCandidates,
} from './store.ts'

type Material = NonNullable<Awaited<ReturnType<typeof readMaterial>>>

/** Undefined when the request went on to another attempt, was answered, or somebody else follows what was found. */
const readMaterial = ({ requestId, attempt, run }: Followed) =>
  begin(worker, async ({ tx }) => {
    const request = await lockUnderReview(tx, requestId, attempt)
    if (!request) return undefined
    const review = await readCandidateReview(tx, requestId)
    const isFirst = review?.run === run && review.reviewedAt === null
    if (!review || !(isFirst || review.following === run)) return undefined
    const rows = await readSources(tx)
    const sound = rows.filter(({ key }) => isSound(rows, key))
    const segments = await readSegments(tx, request)
    const sealed = await readCandidateSegments(tx, requestId)
    const joined = segments.flatMap(one => ownPartOf(one, sealed) ?? [])
    const { map, addresses } = joinSources(sound)
    return {
      ...{ requestId, attempt, run, isFirst, map, addresses, plan: planHanging(map) },
      asking: [openIntake(request).address, ...(await openFormerAddresses(tx, requestId))],
      ...{ segments, sealed, before: await readCandidates(tx, requestId), unread: review.unread },
      country: (await readOrganisation(tx))?.country ?? null,
      /** How the search itself ended, whatever was put beside it. */
      ended: new Map([...(await readCoverages(tx, request)), ...joined.map(endedOf)].map(row => [placeId(row), row])),
    }
  })

const endedOf = ({ dataset, collection, ownResult, ownCount, ownReason }: CandidateSegmentRow) => ({
  ...{ dataset, collection, result: ownResult, count: ownCount, reason: ownReason },
})

/** Where something may hang on certain candidates. */
function hangingOnThose({ plan, before }: Material, which: (row: CandidateRow) => boolean): Set<string> {
  return new Set([...new Set(before.filter(which).map(placeId))].flatMap(id => [...hangingOn(plan, id)]))
}

/** What is known of the person, out of everything that was found for certain. */
async function readOwn({ requestId, map, asking, segments, ended, country }: Material, watch: Watch): Promise<Own> {
  const own = nothingOwn(asking, watch, country)
  const collections = new Map(collectionsOf(map).map(one => [idOf(one), one]))
  if (watch.rowsOf.size === 0) return own
  for (const segment of segments) {
    const known = collections.get(placeId(segment))
    if (!known) continue
    const { count } = ended.get(placeId(segment)) ?? { count: 0 }
    for await (const record of firstOf(requestId, segment.objectId, count)) takeOwn(own, watch, known, record)
  }
  return own
}

/** A collection whose own search failed is left out: nobody knows there which rows are the person's. */
const sharedWith = (own: Own, { map, ended }: Material): Collection[] =>
  collectionsOf(map).filter(
    one => !one.skip && sharedWays(own, one).length > 0 && (ended.get(idOf(one))?.result ?? 'failed') !== 'failed',
  )

/**
 * The job born when a search has ended: what the person's own rows show of things that several people may share (a telephone, an IP address)
 * is looked for in every source, and so is what hangs on rows of which an officer said that they are theirs. What is found so is sealed apart,
 * with what speaks for and against it, and waits for an officer; none of it is in a copy before. Born once more when an officer said it of
 * another row: then what was found by what is shared stays as it lies, and only what hangs is looked for anew.
 */
export async function findCandidates(job: Followed): Promise<void> {
  await dropLeftovers(job)
  const material = await readMaterial(job)
  if (!material) return
  const hanging = hangingOnThose(material, ({ state }) => state === 'theirs')
  const watch = watchFor(material.map, hanging)
  const own = await readOwn(material, watch)
  const asked = material.isFirst ? sharedWith(own, material) : []
  if (material.isFirst && asked.length === 0) return noteNothingShared(job)
  const gathered = new Gathered(job, material.before)
  const finding: Finding = { material, own, watch, gathered, more: 0, unread: new Set() }
  const opened = await openFor(material, asked, hanging)
  try {
    if (material.isFirst) await askShared(finding, asked, opened)
    else keepShared(finding)
    await followConfirmed({ ...material, ...finding, opened, keepHanging: keepHangingOf(finding) })
  } finally {
    await opened.close()
  }
  const recorded = await recordCandidates(worker, await foundBy(finding))
  await dropLeftovers(job, recorded.ok ? material.sealed.map(({ objectId }) => objectId) : [])
}

type Finding = {
  material: Material
  own: Own
  watch: Watch
  gathered: Gathered
  more: number
  /** What could not be asked, each with the reason. */
  unread: Set<string>
}

/** Everything that will be asked, each source at one instant. */
function openFor({ map, addresses }: Material, asked: Collection[], hanging: ReadonlySet<string>): Promise<Opened> {
  const there = collectionsOf(map).filter(one => asked.includes(one) || hanging.has(idOf(one)))
  const needed = new Set(there.map(one => connectionOf(map, one)))
  return openSources(map, addresses, { ...usualLimits, parallel: 1 }, name => needed.has(name))
}

/** Asks for what is shared; what could not be asked is said, and what it gave earlier in the attempt stands. */
async function askShared(finding: Finding, asked: Collection[], opened: Opened): Promise<void> {
  const { material, own, unread } = finding
  for (const kind of own.capped) unread.add(`${kind}: ${reasonText(reason('too-many-keys', String(mostValues)))}`)
  for (const collection of asked)
    for (const { fields, keys } of sharedWays(own, collection))
      opened.readers.get(connectionOf(material.map, collection))?.expect?.(
        collection,
        fields[0]!,
        keys.map(([key]) => key!),
      )
  for (const collection of asked) {
    try {
      await askCollection(finding, collection, opened)
    } catch (thrown) {
      if (!(thrown instanceof SourceFailure)) throw thrown
      unread.add(`${connectionOf(material.map, collection)}: ${reasonText(thrown.reason)}`)
      keepFrom(finding, idOf(collection), ({ kinds }) => kinds.length > 0)
    }
  }
}

/** Seals what one collection shares with the person as it comes, and weighs it. */
async function askCollection(finding: Finding, collection: Collection, opened: Opened): Promise<void> {
  const { material, own, gathered } = finding
  const { map } = material
  const source = connectionOf(map, collection)
  const reader = readerIn(opened, source)
  const tells = telltales(map, collection)
  const more = { rows: 0 }
  async function* weighable() {
    for await (const record of strangersIn(reader, collection, own, more))
      yield { record, clues: readClues(own, tells, collection, record) }
  }
  const place = { source, dataset: collection.dataset, collection: collection.name }
  const ofCrowd = await gathered.seal(own, place, weighable())
  finding.more += more.rows + ofCrowd
}

/** What was found by what is shared stays as it lies, and so does what could not be asked. */
function keepShared(finding: Finding): void {
  const { sealed, unread } = finding.material
  for (const one of sealed) keepFrom(finding, placeId(one), ({ kinds }) => kinds.length > 0)
  // What could not be looked at for what hangs there is named by its collection, and looked at anew.
  for (const one of unread) if (!one.split(':')[0]!.includes('.')) finding.unread.add(one)
}

/** What hung somewhere stays where nobody can look again; but not where what it may have hung on was taken back. */
function keepHangingOf(finding: Finding): (collection: string) => void {
  const loose = hangingOnThose(finding.material, isTakenBack)
  return collection => {
    if (!loose.has(collection)) keepFrom(finding, collection, ({ kinds }) => kinds.length === 0)
  }
}

/** Leaves candidates of one collection as they lie, if they were found in this attempt. That they hang on something is found out anew. */
function keepFrom({ material, gathered }: Finding, id: string, which: (row: CandidateRow) => boolean) {
  const sealed = material.sealed.find(one => placeId(one) === id && one.attempt === material.attempt)
  const rows = material.before.filter(one => placeId(one) === id && which(one))
  const plain = rows.map(one => ({
    ...one,
    signs: one.signs.filter(({ sign }) => one.kinds.length === 0 || sign !== 'hangs-on-theirs'),
  }))
  if (sealed) gathered.keep(sealed, plain)
}

async function foundBy({ material, gathered, more, unread }: Finding): Promise<Found> {
  const { requestId, attempt, run, isFirst, map, segments, sealed, ended } = material
  // Beside these lie rows that are candidates no more: the job that takes them out has to know where the findings end.
  const joined = segments.filter(({ objectId }) => objectId.includes(joinedMark)).map(placeId)
  const laid = await gathered.lay(sealed.filter(one => one.attempt === attempt && joined.includes(placeId(one))))
  const order = new Map(collectionsOf(map).map((one, place) => [idOf(one), place]))
  const placeOf = (one: (typeof laid)[number]) => order.get(placeId(one)) ?? order.size
  return {
    ...{ requestId, attempt, run, isFirst, more, unread: [...unread] },
    collections: laid
      .sort((a, b) => placeOf(a) - placeOf(b))
      .map(one => {
        const { result, count, reason } = ended.get(placeId(one))!
        return { ...one, ownResult: result, ownCount: count, ownReason: reason }
      }),
  }
}

/** What this run sealed and no row names: it was killed, overtaken, or there was nothing after all. And what it replaced. */
const dropLeftovers = (job: Followed, replaced: readonly string[] = []): Promise<void> =>
  dropUnnamed(
    job.requestId,
    objectId => objectId.startsWith(prefixOf(job)) || replaced.includes(objectId),
    () => begin(worker, ({ tx }) => readCandidateObjects(tx, job.requestId)),
  )
