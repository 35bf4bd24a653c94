import { and, asc, count, eq, isNull, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { segments } from '#lib/collection/table.ts'
import type { Tx } from '#lib/db/begin.ts'
import type { CandidateState } from './candidate-words.ts'
import type { Admitted } from './hanging.ts'
import { candidateReviews, candidateSegments, candidates } from './table.ts'

export type CandidateRow = typeof candidates.$inferSelect
export type CandidateSegmentRow = typeof candidateSegments.$inferSelect

export const readCandidateReview = async (tx: Tx, requestId: string) =>
  (await tx.select().from(candidateReviews).where(eq(candidateReviews.requestId, requestId)))[0]

/** Sources were read: what they found has to be followed, by `run` and nobody else. */
export async function awaitCandidateReview(
  tx: Tx,
  { requestId, attempt, run }: { requestId: string; attempt: number; run: string },
): Promise<void> {
  const set = { attempt, run, more: 0, unread: [], reviewedAt: null, admission: null, following: null }
  await tx
    .insert(candidateReviews)
    .values({ requestId, ...set })
    .onConflictDoUpdate({ target: candidateReviews.requestId, set })
}

/** Ends the review that waits for `run`; false when none does. */
export const endCandidateReview = async (
  tx: Tx,
  {
    requestId,
    run,
    ...set
  }: { requestId: string; run: string; more: number; unread: string[]; reviewedAt: Temporal.Instant },
): Promise<boolean> =>
  (
    await tx
      .update(candidateReviews)
      .set(set)
      .where(
        and(
          eq(candidateReviews.requestId, requestId),
          eq(candidateReviews.run, run),
          isNull(candidateReviews.reviewedAt),
        ),
      )
      .returning({ attempt: candidateReviews.attempt })
  ).length > 0

/** Ends the search for what hangs on rows that an officer said are the person's; false when it is not `run`'s any more. */
export const endFollowing = async (
  tx: Tx,
  { requestId, run, unread }: { requestId: string; run: string; unread: string[] },
): Promise<boolean> =>
  (
    await tx
      .update(candidateReviews)
      .set({ following: null, unread })
      .where(and(eq(candidateReviews.requestId, requestId), eq(candidateReviews.following, run)))
      .returning({ attempt: candidateReviews.attempt })
  ).length > 0

/**
 * Whether what was found is still being followed by what people share, or a row that an officer said is theirs is being put beside it, or
 * what hangs on such rows is looked for. What nobody decided stays out of a copy, and the copy says how much that is.
 */
export async function isBeingFollowed(tx: Tx, request: { id: string; attempt: number }): Promise<boolean> {
  const review = await readCandidateReview(tx, request.id)
  if (review?.attempt !== request.attempt) return false
  return review.reviewedAt === null || review.admission !== null || review.following !== null
}

/** From here on only `admission` may bring copy and decisions together. */
export const setAdmission = (tx: Tx, requestId: string, admission: string) =>
  tx.update(candidateReviews).set({ admission }).where(eq(candidateReviews.requestId, requestId))

/** From here on only `following` may look for what hangs on rows that an officer said are the person's. */
export const setFollowing = (tx: Tx, requestId: string, following: string) =>
  tx.update(candidateReviews).set({ following }).where(eq(candidateReviews.requestId, requestId))

export const readCandidates = (tx: Tx, requestId: string): Promise<CandidateRow[]> =>
  tx.select().from(candidates).where(eq(candidates.requestId, requestId)).orderBy(asc(candidates.place))

const shownOfCandidate = {
  id: candidates.id,
  dataset: candidates.dataset,
  collection: candidates.collection,
  kinds: candidates.kinds,
  signs: candidates.signs,
  state: candidates.state,
  records: sql<number>`cardinality(${candidates.positions})`,
}

/** A candidate without its rows, of which there may be thousands. */
export type CandidatePart = Pick<CandidateRow, Exclude<keyof typeof shownOfCandidate, 'records'>> & { records: number }

/** At most `most` candidates of one state, from the `from`th on, in the order of the list. */
export const readCandidatePart = (
  tx: Tx,
  requestId: string,
  { state, from, most }: { state: CandidateState; from: number; most: number },
): Promise<CandidatePart[]> =>
  tx
    .select(shownOfCandidate)
    .from(candidates)
    .where(and(eq(candidates.requestId, requestId), eq(candidates.state, state)))
    .orderBy(asc(candidates.place))
    .offset(from)
    .limit(most)

export const countCandidates = async (tx: Tx, requestId: string): Promise<Map<CandidateState, number>> => {
  const rows = await tx
    .select({ state: candidates.state, count: count() })
    .from(candidates)
    .where(eq(candidates.requestId, requestId))
    .groupBy(candidates.state)
  return new Map(rows.map(({ state, count }) => [state, count]))
}

export const readCandidateSegments = (tx: Tx, requestId: string): Promise<CandidateSegmentRow[]> =>
  tx.select().from(candidateSegments).where(eq(candidateSegments.requestId, requestId))

/** The objects of the vault that hold them. */
export const readCandidateObjects = async (tx: Tx, requestId: string): Promise<string[]> =>
  (await readCandidateSegments(tx, requestId)).map(({ objectId }) => objectId)

export async function replaceCandidates(
  tx: Tx,
  requestId: string,
  rows: { candidates: readonly CandidateRow[]; segments: readonly CandidateSegmentRow[] },
): Promise<void> {
  await deleteCandidates(tx, requestId)
  if (rows.segments.length > 0) await tx.insert(candidateSegments).values([...rows.segments])
  for (let from = 0; from < rows.candidates.length; from += 500)
    await tx.insert(candidates).values(rows.candidates.slice(from, from + 500))
}

/** What was found for a request is no longer there, so nothing can be put beside it. How many sealed objects of theirs there were. */
export async function deleteCandidates(tx: Tx, requestId: string): Promise<number> {
  await tx.delete(candidates).where(eq(candidates.requestId, requestId))
  const mine = eq(candidateSegments.requestId, requestId)
  return (await tx.delete(candidateSegments).where(mine).returning({ id: candidateSegments.objectId })).length
}

export const readCandidate = async (tx: Tx, requestId: string, id: string): Promise<CandidateRow | undefined> =>
  (
    await tx
      .select()
      .from(candidates)
      .where(and(eq(candidates.requestId, requestId), eq(candidates.id, id)))
  )[0]

export const findOpenCandidates = (tx: Tx, requestId: string): Promise<CandidateRow[]> =>
  tx
    .select()
    .from(candidates)
    .where(and(eq(candidates.requestId, requestId), eq(candidates.state, 'open')))

export const setCandidateState = (tx: Tx, row: Pick<CandidateRow, 'id'>, state: CandidateState) =>
  tx.update(candidates).set({ state }).where(eq(candidates.id, row.id))

/** What an officer said and what lies beside the findings are the same from here on; false when another run has to see to it. */
export async function settleAdmission(tx: Tx, requestId: string, admission: string): Promise<boolean> {
  const settled = await tx
    .update(candidateReviews)
    .set({ admission: null })
    .where(and(eq(candidateReviews.requestId, requestId), eq(candidateReviews.admission, admission)))
    .returning({ attempt: candidateReviews.attempt })
  if (settled.length === 0) return false
  const theirs = sql`${candidates.state} = 'theirs'`
  await tx.update(candidates).set({ inCopy: theirs }).where(eq(candidates.requestId, requestId))
  return true
}

/**
 * How many rows of each collection an officer put beside what was found, and how many stay out of the copy, by `dataset.collection`: of those
 * that share something with the person's own, and of those that only hang on what was put there.
 */
export async function countCandidateRows(
  tx: Tx,
  requestId: string,
): Promise<{ admitted: Admitted[]; leftOut: Map<string, number>; hangingLeft: Map<string, number> }> {
  const rows = await tx
    .select({
      id: sql<string>`${candidates.dataset} || '.' || ${candidates.collection}`,
      admitted: eq(candidates.state, 'theirs').mapWith(Boolean),
      hangs: sql<boolean>`cardinality(${candidates.kinds}) = 0`,
      hangingUnread: candidates.hangingUnread,
      rows: sql<number>`sum(cardinality(${candidates.positions}))::int`,
    })
    .from(candidates)
    .where(eq(candidates.requestId, requestId))
    .groupBy(sql`1`, sql`2`, sql`3`, sql`4`)
    .orderBy(sql`1`, sql`4`)
  const left = (wanted: boolean) => {
    const counts = new Map<string, number>()
    for (const { id, admitted, hangs, rows: count } of rows)
      if (!admitted && hangs === wanted) counts.set(id, (counts.get(id) ?? 0) + count)
    return counts
  }
  return { admitted: rows.filter(({ admitted }) => admitted), leftOut: left(false), hangingLeft: left(true) }
}

/** The sealed findings of one collection, replaced by others; without any, when nothing was found. */
export async function replaceSegment(
  tx: Tx,
  where: Pick<typeof segments.$inferSelect, 'requestId' | 'attempt' | 'dataset' | 'collection'>,
  row: typeof segments.$inferInsert | null,
): Promise<void> {
  const { requestId, attempt, dataset, collection } = where
  await tx
    .delete(segments)
    .where(
      and(
        eq(segments.requestId, requestId),
        eq(segments.attempt, attempt),
        eq(segments.dataset, dataset),
        eq(segments.collection, collection),
      ),
    )
  if (row) await tx.insert(segments).values(row)
}
