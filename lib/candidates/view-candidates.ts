import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '#lib/access/actor.ts'
import { type Result, refuse } from '#lib/kernel/result.ts'
import { view } from '#lib/kernel/view.ts'
import type { Status } from '#lib/requests/status.ts'
import { requests } from '#lib/requests/table.ts'
import type { CollectionFacts, FoundRecord, Text } from '#lib/sources/contract.ts'
import { factsIn, knownMap, type Stop, stopsOf } from '#lib/sources/known-map.ts'
import { readSources } from '#lib/sources/store.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readRecords } from '#lib/vault/segment.ts'
import { type CandidateState, candidateStates } from './candidate-words.ts'
import { type CandidateRow, readCandidateReview, readCandidateSegments, readCandidates } from './store.ts'
import { candidates } from './table.ts'

export type CandidateSeen = Pick<CandidateRow, 'id' | 'dataset' | 'collection' | 'kinds' | 'signs' | 'state'> & {
  label: Text
  records: number
}

export type Candidates = {
  status: Status
  /** Whether what was found in the present attempt was followed already. */
  followed: boolean
  /** What was said is being done: the copy waits for it. */
  settling: boolean
  more: number
  unread: string[]
  counts: { [state in CandidateState]: number }
  seen: CandidateSeen[]
}

/** What was found for a request by things that several people may share, the likeliest first: no value of it. */
export const viewCandidates = view({
  permission: 'finding:read',
  async run({ tx }, { ref, state }: { ref: string; state: CandidateState }): Promise<Candidates | undefined> {
    const [request] = await tx.select().from(requests).where(eq(requests.ref, ref))
    if (!request) return undefined
    const review = await readCandidateReview(tx, request.id)
    const rows = review?.attempt === request.attempt ? await readCandidates(tx, request.id) : []
    const maps = (await readSources(tx)).map(knownMap)
    const counts = candidateStates.map(one => [one, rows.filter(row => row.state === one).length])
    return {
      status: request.status,
      followed: review?.attempt === request.attempt && review.reviewedAt !== null,
      settling: review?.admission !== null && review?.admission !== undefined,
      more: review?.more ?? 0,
      unread: review?.unread ?? [],
      counts: Object.fromEntries(counts) as Candidates['counts'],
      seen: rows.filter(row => row.state === state).map(row => seenOf(row, factsIn(maps, row.dataset, row.collection))),
    }
  },
})

const seenOf = (
  { id, dataset, collection, kinds, signs, state, positions }: CandidateRow,
  facts: CollectionFacts | undefined,
): CandidateSeen => ({
  ...{ id, dataset, collection, kinds, signs, state, records: positions.length },
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
    const [request] = await tx.select().from(requests).where(eq(requests.ref, ref))
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
  return { ok: true, value: { ...seenOf(row, facts), status: request.status, facts: facts ?? null, shown } }
}
