import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import type { Scope, Tx } from '#lib/db/begin.ts'
import { sourceOwners } from '#lib/owners/table.ts'
import { sources } from '#lib/sources/table.ts'
import { coverages, searches, segments } from './table.ts'

type Attempt = { id: string; attempt: number }
export type SearchKey = { requestId: string; attempt: number; source: string }
type SearchChange = Partial<Omit<typeof searches.$inferSelect, keyof SearchKey>>

const here = ({ requestId, attempt, source }: SearchKey) =>
  and(eq(searches.requestId, requestId), eq(searches.attempt, attempt), eq(searches.source, source))

const ofAttempt = ({ id, attempt }: Attempt) => and(eq(searches.requestId, id), eq(searches.attempt, attempt))

export type SourceKey = { key: string; kind: string }

/** Every source that a search asks, with its map. One that a colleague answers for may rest. */
export const readAskedMaps = (tx: Tx): Promise<(SourceKey & { map: string })[]> =>
  tx
    .select({ key: sources.key, kind: sources.kind, map: sources.map })
    .from(sources)
    .leftJoin(sourceOwners, eq(sourceOwners.source, sources.key))
    .where(or(isNull(sourceOwners.asked), sourceOwners.asked))
    .orderBy(sources.key)

export const readSourceKinds = async (tx: Tx): Promise<SourceKey[]> =>
  (await readAskedMaps(tx)).map(({ key, kind }) => ({ key, kind }))

export const readSourceKeys = async (tx: Tx): Promise<string[]> => (await readSourceKinds(tx)).map(({ key }) => key)

export const insertSearches = (tx: Tx, rows: (typeof searches.$inferInsert)[]) => tx.insert(searches).values(rows)

/** Takes a search that nobody has finished for `run`; false when somebody has. */
export const takeSearch = async ({ tx, now }: Scope, key: SearchKey, run: string): Promise<boolean> =>
  (
    await tx
      .update(searches)
      .set({ run, state: 'running', collectionsDone: 0, records: 0, startedAt: now })
      .where(and(here(key), inArray(searches.state, ['waiting', 'running'])))
      .returning({ source: searches.source })
  ).length > 0

/** Writes to a running search, if it is still `run`'s; false when it was overtaken. */
export const changeSearch = async (tx: Tx, key: SearchKey & { run: string }, change: SearchChange): Promise<boolean> =>
  (
    await tx
      .update(searches)
      .set(change)
      .where(and(here(key), eq(searches.run, key.run), eq(searches.state, 'running')))
      .returning({ source: searches.source })
  ).length > 0

export const readSearches = (tx: Tx, request: Attempt) =>
  tx.select().from(searches).where(ofAttempt(request)).orderBy(searches.source)

/** Whether any source of the attempt has not answered yet. */
export const isSearching = async (tx: Tx, request: Attempt): Promise<boolean> =>
  (await readSearches(tx, request)).some(({ state }) => state === 'waiting' || state === 'running')

/** Sources of the attempt that could not be read, or of which a collection could not. */
export const readFailedSources = async (tx: Tx, request: Attempt): Promise<string[]> => {
  const inPart = await tx
    .selectDistinct({ source: coverages.source })
    .from(coverages)
    .where(
      and(eq(coverages.requestId, request.id), eq(coverages.attempt, request.attempt), eq(coverages.result, 'failed')),
    )
  const partly = new Set(inPart.map(({ source }) => source))
  const all = await readSearches(tx, request)
  return all.filter(({ source, state }) => state === 'failed' || partly.has(source)).map(({ source }) => source)
}

/** A source is waited for once more in the same attempt; whoever still speaks for its last run is overtaken. */
export const awaitAgain = ({ tx, now }: Scope, key: SearchKey, run: string) =>
  tx
    .update(searches)
    .set({
      ...{ run, state: 'waiting', collectionsDone: 0, records: 0, snapshotAt: null, snapshotLsn: null },
      ...{ fingerprint: null, unclassified: [], decoys: { tried: 0, crossed: [] }, reason: null, startedAt: now },
    })
    .where(here(key))

/** What a source said before it is read again in the same attempt counts no more. */
export async function forgetFindings(tx: Tx, { requestId, attempt, source }: SearchKey): Promise<void> {
  await tx
    .delete(coverages)
    .where(and(eq(coverages.requestId, requestId), eq(coverages.attempt, attempt), eq(coverages.source, source)))
  await tx
    .delete(segments)
    .where(and(eq(segments.requestId, requestId), eq(segments.attempt, attempt), eq(segments.source, source)))
}

export async function insertFindings(
  tx: Tx,
  rows: { coverages: (typeof coverages.$inferInsert)[]; segments: (typeof segments.$inferInsert)[] },
): Promise<void> {
  if (rows.coverages.length > 0) await tx.insert(coverages).values(rows.coverages)
  if (rows.segments.length > 0) await tx.insert(segments).values(rows.segments)
}

export const readCoverages = (tx: Tx, { id, attempt }: Attempt) =>
  tx
    .select()
    .from(coverages)
    .where(and(eq(coverages.requestId, id), eq(coverages.attempt, attempt)))
    .orderBy(coverages.source, coverages.position)

/** What is counted of one collection changes: an officer put rows beside what was found, or took them away. */
export const changeCoverage = (
  tx: Tx,
  {
    requestId,
    attempt,
    dataset,
    collection,
  }: Pick<typeof coverages.$inferSelect, 'requestId' | 'attempt' | 'dataset' | 'collection'>,
  { result, count, reason }: Pick<typeof coverages.$inferSelect, 'result' | 'count' | 'reason'>,
) =>
  tx
    .update(coverages)
    .set({ result, count, reason })
    .where(
      and(
        eq(coverages.requestId, requestId),
        eq(coverages.attempt, attempt),
        eq(coverages.dataset, dataset),
        eq(coverages.collection, collection),
      ),
    )

export const readCoverage = async (tx: Tx, request: Attempt, dataset: string, collection: string) =>
  (await readCoverages(tx, request)).find(row => row.dataset === dataset && row.collection === collection)

/** By collection, whichever source was done first: other people are given their letters in this order. */
export const readSegments = (tx: Tx, { id, attempt }: Attempt) =>
  tx
    .select()
    .from(segments)
    .where(and(eq(segments.requestId, id), eq(segments.attempt, attempt)))
    .orderBy(segments.dataset, segments.collection, segments.objectId)

/** Names of every object that a row of this request still counts on, of whatever attempt. */
export const readSegmentObjects = async (tx: Tx, requestId: string): Promise<string[]> =>
  (await tx.select({ id: segments.objectId }).from(segments).where(eq(segments.requestId, requestId))).map(
    ({ id }) => id,
  )

/** What earlier attempts found counts no more. */
export const deleteOlderSegments = (tx: Tx, { id, attempt }: Attempt) =>
  tx.delete(segments).where(and(eq(segments.requestId, id), ne(segments.attempt, attempt)))

/** How many there were. */
export const deleteSegments = async (tx: Tx, requestId: string): Promise<number> =>
  (await tx.delete(segments).where(eq(segments.requestId, requestId)).returning({ id: segments.objectId })).length
