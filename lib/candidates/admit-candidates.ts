import { z } from 'zod'
import { worker } from '#lib/access/actor.ts'
import { holdHash } from '#lib/collection/hold-hash.ts'
import { type HoldRow, insertHolds } from '#lib/collection/hold-store.ts'
import { objectPrefix } from '#lib/collection/seal-collection.ts'
import { changeCoverage, readSegmentObjects, readSegments } from '#lib/collection/store.ts'
import { begin } from '#lib/db/begin.ts'
import { ofRequest } from '#lib/history/events.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { forgetOthersReview } from '#lib/others/store.ts'
import { lockUnderReview } from '#lib/requests/lock-under-review.ts'
import { lockById } from '#lib/requests/store.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { dropUnnamed } from '#lib/vault/drop-unnamed.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readRecords, writeRecords } from '#lib/vault/segment.ts'
import { beginFollowing } from './begin-following.ts'
import { placeId } from './gathered.ts'
import { firstOf, joinedMark } from './own-part.ts'
import {
  type CandidateSegmentRow,
  readCandidateReview,
  readCandidateSegments,
  readCandidates,
  replaceSegment,
  settleAdmission,
} from './store.ts'

/** One collection as it is now: what its own search found, and behind it what an officer said is the person's too. */
type Joined = CandidateSegmentRow & {
  admitted: number
  written: { objectId: string; records: number; ndjsonSha256: string; sealedBytes: number } | null
  holds: HoldRow[]
}

type Admission = { requestId: string; attempt: number; run: string }

const readMaterial = ({ requestId, attempt, run }: Admission) =>
  begin(worker, async ({ tx }) => {
    const request = await lockUnderReview(tx, requestId, attempt)
    if (!request) return undefined
    if ((await readCandidateReview(tx, requestId))?.admission !== run) return undefined
    const candidates = await readCandidates(tx, requestId)
    return { candidates, sealed: await readCandidateSegments(tx, requestId), segments: await readSegments(tx, request) }
  })

/**
 * Puts beside the findings what an officer said is the person's, and takes away what they said is not after all: each collection concerned
 * is sealed anew, its own rows first and then the candidates, so that everything behind (review, other people, package) reads one segment
 * as ever. Killed and begun again, it arrives at the same; overtaken by another decision, it changes nothing.
 */
export async function admitCandidates(job: Admission): Promise<void> {
  const material = await readMaterial(job)
  if (!material) return dropLeftovers(job, [])
  const joinedBefore = material.segments.filter(({ objectId }) => objectId.includes(joinedMark))
  const unsettled = material.candidates.filter(({ state, inCopy }) => (state === 'theirs') !== inCopy)
  const moved = new Set([...joinedBefore, ...unsettled].map(placeId))
  const joined: Joined[] = []
  for (const sealed of material.sealed) if (moved.has(placeId(sealed))) joined.push(await join(sealed, material, job))
  if (joined.length === 0) return settle(job)
  const recorded = await record(worker, { ...job, joined })
  const before = material.segments.filter(one => moved.has(placeId(one)))
  await dropLeftovers(job, recorded.ok ? before.map(({ objectId }) => objectId) : [])
}

/** Said otherwise before anything was joined: there is nothing to tell. */
const settle = ({ requestId, attempt, run }: Admission): Promise<void> =>
  begin(worker, async ({ tx }) => {
    await lockById(tx, requestId)
    if (await settleAdmission(tx, requestId, run)) await beginFollowing(tx, { id: requestId, attempt })
  })

async function join(
  sealed: CandidateSegmentRow,
  { candidates, segments }: NonNullable<Awaited<ReturnType<typeof readMaterial>>>,
  job: Admission,
): Promise<Joined> {
  const { requestId, source, dataset, collection, ownCount } = sealed
  const here = (one: { dataset: string; collection: string }) =>
    one.dataset === dataset && one.collection === collection
  const theirs = new Set(
    candidates.filter(one => here(one) && one.state === 'theirs').flatMap(({ positions }) => positions),
  )
  const own = segments.find(here)
  const holds: HoldRow[] = []
  async function* rows(): AsyncGenerator<FoundRecord> {
    if (own) yield* firstOf(requestId, own.objectId, ownCount)
    let position = 0
    for await (const record of readRecords(houseVault(), requestId, sealed.objectId) as AsyncIterable<FoundRecord>) {
      if (!theirs.has(position++)) continue
      holds.push({
        ...{ requestId, source, dataset, collection },
        recordHash: holdHash(source, dataset, collection, record.key),
      })
      yield record
    }
  }
  if (ownCount + theirs.size === 0) return { ...sealed, admitted: 0, written: null, holds }
  const objectId = nameOf(job, source)
  const { records, ndjsonSha256, sealedBytes } = await writeRecords(houseVault(), requestId, objectId, rows())
  return { ...sealed, admitted: theirs.size, written: { objectId, records, ndjsonSha256, sealedBytes }, holds }
}

const record = command({
  permission: 'people:run',
  input: z.object({ requestId: z.uuid(), attempt: z.int(), run: z.uuid(), joined: z.array(z.custom<Joined>()) }),
  async run({ tx }, { requestId, attempt, run, joined }) {
    const request = await lockUnderReview(tx, requestId, attempt)
    if (!request) return refuse('superseded')
    if (!(await settleAdmission(tx, requestId, run))) return refuse('superseded')
    for (const { written, holds, admitted, ...where } of joined) {
      const { ownResult, ownCount, ownReason, source, dataset, collection } = where
      const { objectId, records, ndjsonSha256, sealedBytes } = written ?? {}
      const row = objectId !== undefined && {
        objectId,
        records: records!,
        sealedBytes: sealedBytes!,
        plaintextHash: Buffer.from(ndjsonSha256!, 'hex'),
      }
      await replaceSegment(tx, where, row ? { requestId, attempt, source, dataset, collection, ...row } : null)
      const found = { result: 'found' as const, count: ownCount + admitted, reason: ownReason }
      await changeCoverage(tx, where, admitted > 0 ? found : { result: ownResult, count: ownCount, reason: ownReason })
      await insertHolds(tx, holds)
    }
    // The new rows may name other people, and nothing leaves before that was looked at.
    await forgetOthersReview(tx, requestId)
    await enqueue(tx, 'find-others', { requestId, attempt })
    await beginFollowing(tx, request)
    const event = {
      ...{ type: 'candidates-admitted' as const, attempt },
      collections: Object.fromEntries(joined.map(one => [placeId(one), one.admitted])),
      segments: Object.fromEntries(
        joined.flatMap(({ written }) => (written ? [[written.objectId, written.ndjsonSha256]] : [])),
      ),
    }
    return {
      ok: true,
      value: undefined,
      events: [ofRequest(requestId, event)],
    }
  },
})

/** Named like what a search of the source seals, so that it goes when the source is read again. */
const nameOf = ({ attempt, run }: Admission, source: string) =>
  `${objectPrefix(attempt, source)}${joinedMark}${run.slice(-12)}-${newId().slice(-12)}`

const isOfRun = ({ run }: Admission, objectId: string) => objectId.includes(`${joinedMark}${run.slice(-12)}-`)

/** What this run sealed and no row names, and what it replaced. */
const dropLeftovers = (job: Admission, replaced: readonly string[]): Promise<void> =>
  dropUnnamed(
    job.requestId,
    objectId => isOfRun(job, objectId) || replaced.includes(objectId),
    () => begin(worker, ({ tx }) => readSegmentObjects(tx, job.requestId)),
  )
