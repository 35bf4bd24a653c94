import { and, eq, inArray } from 'drizzle-orm'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { newId } from '#lib/kernel/ids.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { lockById } from '#lib/requests/store.ts'
import { sources } from '#lib/sources/table.ts'
import { searches, segments } from './table.ts'

export type SearchJob = { requestId: string; attempt: number; source: string }

export type Lease = SearchJob & {
  run: string
  address: string
  map: string
  connectionVariable: string
  kept: Set<string>
}

const here = ({ requestId, attempt, source }: SearchJob) =>
  and(eq(searches.requestId, requestId), eq(searches.attempt, attempt), eq(searches.source, source))

/**
 * Takes a search for this process: from here on only `run` may speak for it, so that a worker that wakes late finds itself
 * overtaken. Undefined when there is nothing to do any more. A lease is no event: what it led to is one.
 */
export function leaseSearch(job: SearchJob): Promise<Lease | undefined> {
  return begin(worker, async ({ tx, now }) => {
    const request = await lockById(tx, job.requestId)
    if (request?.status !== 'collecting' || request.attempt !== job.attempt) return undefined
    const run = newId()
    const leased = await tx
      .update(searches)
      .set({ run, state: 'running', collectionsDone: 0, records: 0, startedAt: now })
      .where(and(here(job), inArray(searches.state, ['waiting', 'running'])))
      .returning({ source: searches.source })
    const [source] = await tx.select().from(sources).where(eq(sources.key, job.source))
    if (leased.length === 0 || !source) return undefined
    const held = await tx.select({ id: segments.objectId }).from(segments).where(eq(segments.requestId, job.requestId))
    return {
      ...job,
      run,
      address: openIntake(request).address,
      map: source.map,
      connectionVariable: source.connectionVariable,
      kept: new Set(held.map(({ id }) => id)),
    }
  })
}

/** Says how far a running search has come, for whoever watches. Silent when it was overtaken. */
export const reportProgress = (
  lease: Lease,
  progress: { done: number; total: number; records: number },
): Promise<unknown> =>
  begin(worker, ({ tx }) =>
    tx
      .update(searches)
      .set({ collectionsDone: progress.done, collectionsTotal: progress.total, records: progress.records })
      .where(and(here(lease), eq(searches.run, lease.run), eq(searches.state, 'running'))),
  )
