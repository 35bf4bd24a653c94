import { z } from 'zod'
import { worker } from '#lib/access/actor.ts'
import { readSegments } from '#lib/collection/store.ts'
import { begin } from '#lib/db/begin.ts'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockUnderReview } from '#lib/requests/lock-under-review.ts'
import { lockById } from '#lib/requests/store.ts'
import { beginAdmission } from './begin-admission.ts'
import type { Sign } from './candidate-words.ts'
import { joinedMark } from './own-part.ts'
import {
  type CandidateRow,
  type CandidateSegmentRow,
  deleteCandidates,
  endCandidateReview,
  readCandidateSegments,
  readCandidates,
  replaceCandidates,
} from './store.ts'

/** The candidates of one collection: where they lie sealed, and what holds which of them together. */
export type FoundHere = Pick<
  CandidateSegmentRow,
  'source' | 'dataset' | 'collection' | 'objectId' | 'records' | 'sealedBytes' | 'ownResult' | 'ownCount' | 'ownReason'
> & {
  ndjsonSha256: string
  bundles: { kinds: string[]; signs: Sign[]; positions: number[]; recordHashes: string[] }[]
}

export type Followed = { requestId: string; attempt: number; run: string }

export type Found = Followed & {
  more: number
  unread: string[]
  collections: FoundHere[]
}

/**
 * Keeps what was found by shared locators, apart from what was found for certain. What an officer said of the same rows in an earlier
 * attempt holds. No package was built meanwhile: a build waits for this.
 */
export const recordCandidates = command({
  permission: 'people:run',
  input: z.custom<Found>(),
  async run(scope, { requestId, attempt, run, more, unread, collections }) {
    const { tx, now } = scope
    const request = await lockUnderReview(tx, requestId, attempt)
    if (!request) return refuse('superseded')
    if (!(await endCandidateReview(tx, { requestId, run, more, unread, reviewedAt: now }))) return refuse('superseded')
    // Of a source that could not be asked this time, what it said before in the same attempt stands.
    const sealed = await readCandidateSegments(tx, requestId)
    const away = new Set(unread.map(one => one.split(':')[0]!))
    const stays = ({ source }: { source: string }) =>
      away.has(source) && sealed.some(one => one.attempt === attempt && one.source === source)
    const all = await readCandidates(tx, requestId)
    const before = new Map(all.map(row => [sameRows(row), row]))
    const rows = collections.flatMap(here => here.bundles.map(bundle => rowOf(requestId, here, bundle)))
    const known = [...rows.map(row => knownBefore(row, before)), ...all.filter(stays)].map((row, place) => ({
      ...row,
      place,
    }))
    await replaceCandidates(tx, requestId, {
      candidates: known,
      segments: [...collections.map(segmentOf(requestId, attempt)), ...sealed.filter(stays)],
    })
    const joined = (await readSegments(tx, request)).some(({ objectId }) => objectId.includes(joinedMark))
    if (joined || known.some(({ state }) => state === 'theirs')) await beginAdmission(tx, request)
    const event = {
      ...{ type: 'candidates-found' as const, attempt, more, unread: unread.map(one => one.split(':')[0]!) },
      ...{ candidates: known.length, records: known.reduce((sum, { positions }) => sum + positions.length, 0) },
      segments: Object.fromEntries(collections.map(({ objectId, ndjsonSha256 }) => [objectId, ndjsonSha256])),
    }
    return { ok: true, value: undefined, events: [ofRequest(requestId, event)] }
  },
})

/** Nothing of what was found is shared with anybody, so nobody was asked anything: the review goes on. No event tells of it. */
export const noteNothingShared = ({ requestId, run }: Followed): Promise<void> =>
  begin(worker, async ({ tx, now }) => {
    await lockById(tx, requestId)
    if (await endCandidateReview(tx, { requestId, run, more: 0, unread: [], reviewedAt: now }))
      await deleteCandidates(tx, requestId)
  })

const knownBefore = (row: CandidateRow, before: Map<string, CandidateRow>): CandidateRow => {
  const same = before.get(sameRows(row))
  return same ? { ...row, id: same.id, state: same.state } : row
}

const sameRows = ({ dataset, collection, recordHashes }: CandidateRow): string =>
  [dataset, collection, ...[...recordHashes].sort()].join(' ')

const rowOf = (
  requestId: string,
  { source, dataset, collection }: FoundHere,
  bundle: FoundHere['bundles'][number],
): CandidateRow => ({
  id: newId(),
  ...{ requestId, source, dataset, collection, ...bundle },
  ...{ state: 'open', inCopy: false, place: 0 },
})

const segmentOf =
  (requestId: string, attempt: number) =>
  ({ bundles: _bundles, ndjsonSha256, ...row }: FoundHere): CandidateSegmentRow => ({
    ...{ requestId, attempt, ...row },
    plaintextHash: Buffer.from(ndjsonSha256, 'hex'),
  })
