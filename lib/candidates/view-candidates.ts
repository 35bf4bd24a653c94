import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '#lib/access/actor.ts'
import type { Tx } from '#lib/db/begin.ts'
import { type Result, refuse } from '#lib/kernel/result.ts'
import { view } from '#lib/kernel/view.ts'
import type { Status } from '#lib/requests/status.ts'
import { type RequestRow, readByRef } from '#lib/requests/store.ts'
import type { CollectionFacts, FoundRecord, Text } from '#lib/sources/contract.ts'
import { factsIn, knownMap, type Stop, stopsOf } from '#lib/sources/known-map.ts'
import { readSources } from '#lib/sources/store.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readRecords } from '#lib/vault/segment.ts'
import { type CandidateState, candidateStates } from './candidate-words.ts'
import {
  type CandidatePart,
  type CandidateRow,
  countCandidates,
  readCandidatePart,
  readCandidateReview,
  readCandidateSegments,
} from './store.ts'
import { candidates } from './table.ts'

export type CandidateSeen = Pick<CandidateRow, 'id' | 'dataset' | 'collection' | 'kinds' | 'signs' | 'state'> & {
  label: Text
  records: number
}

export type CandidateStanding = {
  status: Status
  /** Whether what was found in the present attempt was followed already. */
  followed: boolean
  /** What was said is being done: the copy waits for it. */
  settling: boolean
  /** What hangs on rows that were said to be the person's is being looked for: the copy waits for it. */
  hanging: boolean
  more: number
  unread: string[]
  counts: { [state in CandidateState]: number }
}

/** How far what was found for a request was followed by what several people may share, and how much of it is decided. */
export const viewCandidateStanding = view({
  permission: 'finding:read',
  async run({ tx }, { ref }: { ref: string }): Promise<CandidateStanding | undefined> {
    const request = await readByRef(tx, ref)
    return request && standingOf(tx, request)
  },
})

export type Candidates = CandidateStanding & { seen: CandidateSeen[] }

/** A part of what was found for a request by things that several people may share, the likeliest first: no value of it. */
export const viewCandidates = view({
  permission: 'finding:read',
  async run(
    { tx },
    { ref, ...part }: { ref: string; state: CandidateState; from: number; most: number },
  ): Promise<Candidates | undefined> {
    const request = await readByRef(tx, ref)
    if (!request) return undefined
    const standing = await standingOf(tx, request)
    const rows = standing.counts[part.state] > 0 ? await readCandidatePart(tx, request.id, part) : []
    const maps = (await readSources(tx)).map(knownMap)
    return { ...standing, seen: rows.map(row => seenOf(row, factsIn(maps, row.dataset, row.collection))) }
  },
})

async function standingOf(tx: Tx, request: RequestRow): Promise<CandidateStanding> {
  const review = await readCandidateReview(tx, request.id)
  // What an earlier attempt brought is not what is decided on now.
  const present = review?.attempt === request.attempt ? review : undefined
  const counted = present ? await countCandidates(tx, request.id) : new Map<CandidateState, number>()
  const counts = candidateStates.map(state => [state, counted.get(state) ?? 0])
  return {
    status: request.status,
    followed: present !== undefined && present.reviewedAt !== null,
    settling: present !== undefined && present.admission !== null,
    hanging: present !== undefined && present.following !== null,
    more: present?.more ?? 0,
    unread: present?.unread ?? [],
    counts: Object.fromEntries(counts) as CandidateStanding['counts'],
  }
}

const seenOf = (
  { id, dataset, collection, kinds, signs, state, records }: CandidatePart,
  facts: CollectionFacts | undefined,
): CandidateSeen => ({
  ...{ id, dataset, collection, kinds, signs, state, records },
  label: facts?.label ?? `${dataset}.${collection}`,
})

/** So many records of one candidate are shown: they belong to one another, and the first tell whose they are. */
const mostShown = 20

export type CandidateRead = CandidateSeen & {
  status: Status
  facts: CollectionFacts | null
  shown: { record: FoundRecord; position: number; stops: Stop[] }[]
}

const locate = view({
  permission: 'finding:read',
  recordsLook: ({ ref }: { ref: string; candidate: string }) => ({ at: 'candidates', ref }),
  async run({ tx }, { ref, candidate }) {
    const request = await readByRef(tx, ref)
    if (!request) return undefined
    const [row] = await tx
      .select()
      .from(candidates)
      .where(and(eq(candidates.requestId, request.id), eq(candidates.id, candidate)))
      .orderBy(asc(candidates.place))
    const sealed = (await readCandidateSegments(tx, request.id)).find(
      one => one.dataset === row?.dataset && one.collection === row.collection && one.attempt === request.attempt,
    )
    return row && sealed && { request, row, sealed, maps: (await readSources(tx)).map(knownMap) }
  },
})

/** One candidate with its records, out of the vault. The look is recorded before a record is read. */
export async function viewCandidate(
  actor: Actor,
  asked: { ref: string; candidate: string },
): Promise<Result<CandidateRead>> {
  const located = await locate(actor, asked)
  if (!located.ok) return located
  const { request, row, sealed, maps } = located.value
  const wanted = new Set(row.positions.slice(0, mostShown))
  const shown: CandidateRead['shown'] = []
  let position = 0
  for await (const one of readRecords(houseVault(), request.id, sealed.objectId)) {
    const record = one as FoundRecord
    if (wanted.delete(position)) shown.push({ record, position: shown.length, stops: stopsOf(maps, record.path) })
    if (wanted.size === 0) break
    position++
  }
  if (shown.length === 0) return refuse('not-found')
  const facts = factsIn(maps, row.dataset, row.collection)
  return {
    ok: true,
    value: {
      ...seenOf({ ...row, records: row.positions.length }, facts),
      status: request.status,
      facts: facts ?? null,
      shown,
    },
  }
}
