import { z } from 'zod'
import { worker } from '#lib/access/actor.ts'
import { readSegments } from '#lib/collection/store.ts'
import { begin, type Scope } from '#lib/db/begin.ts'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockUnderReview } from '#lib/requests/lock-under-review.ts'
import { lockById } from '#lib/requests/store.ts'
import { beginAdmission } from './begin-admission.ts'
import { beginFollowing } from './begin-following.ts'
import type { Bundle, Followed, Laid } from './gathered.ts'
import { joinedMark } from './own-part.ts'
import {
  type CandidateRow,
  type CandidateSegmentRow,
  deleteCandidates,
  endCandidateReview,
  endFollowing,
  readCandidates,
  replaceCandidates,
} from './store.ts'

/** The candidates of one collection: where they lie sealed, and what holds which of them together. */
export type FoundHere = Laid & Pick<CandidateSegmentRow, 'ownResult' | 'ownCount' | 'ownReason'>

export type Found = Followed & {
  /** Whether it is the first look at what a search found; else what hangs on candidates was looked for. */
  isFirst: boolean
  more: number
  unread: string[]
  collections: FoundHere[]
}

/**
 * Keeps what was found by shared locators and what hangs on rows an officer said are the person's, apart from what was found for certain. What
 * an officer said of the same rows before holds, and so does what they said meanwhile. No package was built meanwhile: a build waits for this.
 */
export const recordCandidates = command({
  permission: 'people:run',
  input: z.custom<Found>(),
  async run(scope, found) {
    const { requestId, attempt, isFirst, collections } = found
    const { tx } = scope
    const request = await lockUnderReview(tx, requestId, attempt)
    if (!request) return refuse('superseded')
    if (!(await endRun(scope, found))) return refuse('superseded')
    const before = new Map((await readCandidates(tx, requestId)).map(row => [row.id, row]))
    const rows = collections
      .flatMap(here => here.bundles.map(bundle => rowOf(requestId, here, bundle, before.get(bundle.id))))
      .map((row, place) => ({ ...row, place, inCopy: !isFirst && row.inCopy }))
    await replaceCandidates(tx, requestId, {
      candidates: rows,
      segments: collections.map(segmentOf(requestId, attempt)),
    })
    const joined = (await readSegments(tx, request)).some(({ objectId }) => objectId.includes(joinedMark))
    const stay = new Set(rows.filter(({ inCopy }) => inCopy).map(({ id }) => id))
    const left = !isFirst && [...before.values()].some(({ id, inCopy }) => inCopy && !stay.has(id))
    if (left || (isFirst && joined) || rows.some(({ state, inCopy }) => (state === 'theirs') !== inCopy))
      await beginAdmission(tx, request)
    else await beginFollowing(tx, request)
    return { ok: true, value: undefined, events: [ofRequest(requestId, toldOf(found, rows))] }
  },
})

const endRun = ({ tx, now }: Scope, { requestId, run, isFirst, more, unread }: Found): Promise<boolean> =>
  isFirst
    ? endCandidateReview(tx, { requestId, run, more, unread, reviewedAt: now })
    : endFollowing(tx, { requestId, run, unread })

function toldOf({ attempt, isFirst, more, unread: lines, collections }: Found, rows: readonly CandidateRow[]) {
  const unread = [...new Set(lines.map(one => one.split(':')[0]!))]
  const segments = Object.fromEntries(collections.map(({ objectId, ndjsonSha256 }) => [objectId, ndjsonSha256]))
  const counted = (some: readonly CandidateRow[]) => ({ candidates: some.length, records: countRows(some) })
  if (isFirst) return { type: 'candidates-found' as const, attempt, more, unread, ...counted(rows), segments }
  const followed = countRows(rows.filter(one => one.state === 'theirs' && one.hangingUnread !== null))
  const hanging = rows.filter(({ kinds }) => kinds.length === 0)
  return { type: 'candidates-followed' as const, attempt, followed, unread, ...counted(hanging), segments }
}

const countRows = (rows: readonly CandidateRow[]): number =>
  rows.reduce((sum, { positions }) => sum + positions.length, 0)

/** Nothing of what was found is shared with anybody, so nobody was asked anything: the review goes on. No event tells of it. */
export const noteNothingShared = ({ requestId, run }: Followed): Promise<void> =>
  begin(worker, async ({ tx, now }) => {
    await lockById(tx, requestId)
    if (await endCandidateReview(tx, { requestId, run, more: 0, unread: [], reviewedAt: now }))
      await deleteCandidates(tx, requestId)
  })

/** The same rows as before lie where they lay; of other rows nothing is in the copy yet. */
const rowOf = (
  requestId: string,
  { source, dataset, collection }: FoundHere,
  bundle: Bundle,
  before: CandidateRow | undefined,
): CandidateRow => ({
  ...{ requestId, source, dataset, collection, ...bundle },
  ...{ state: before?.state ?? bundle.state, place: 0 },
  inCopy: before?.inCopy === true && sameRows(before, bundle),
})

const sameRows = (a: Pick<CandidateRow, 'recordHashes'>, b: Pick<CandidateRow, 'recordHashes'>): boolean =>
  [...a.recordHashes].sort().join(' ') === [...b.recordHashes].sort().join(' ')

const segmentOf =
  (requestId: string, attempt: number) =>
  ({ bundles: _bundles, ndjsonSha256, ...row }: FoundHere): CandidateSegmentRow => ({
    ...{ requestId, attempt, ...row },
    plaintextHash: Buffer.from(ndjsonSha256, 'hex'),
  })
