import { worker } from '#lib/access/actor.ts'
import { openFormerAddresses } from '#lib/assurance/open-former-addresses.ts'
import { begin } from '#lib/db/begin.ts'
import { newId } from '#lib/kernel/ids.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { lockById } from '#lib/requests/store.ts'
import type { SourceRow } from '#lib/sources/join-sources.ts'
import { readSources } from '#lib/sources/store.ts'
import { changeSearch, forgetFindings, readSegmentObjects, type SearchKey, takeSearch } from './store.ts'

export type SearchJob = SearchKey

export type Lease = SearchJob & {
  run: string
  /** The proved address, and any former one the person named. */
  addresses: string[]
  /** All sources there are: the way to this one may lead through others. */
  sources: SourceRow[]
  kept: Set<string>
}

/**
 * Takes a search for this process: from here on only `run` may speak for it, so that a worker that wakes late finds itself
 * overtaken. Undefined when there is nothing to do any more. A lease is no event: what it led to is one.
 */
export function leaseSearch(job: SearchJob): Promise<Lease | undefined> {
  return begin(worker, async scope => {
    const request = await lockById(scope.tx, job.requestId)
    if (request?.status !== 'collecting' || request.attempt !== job.attempt) return undefined
    const run = newId()
    const taken = await takeSearch(scope, job, run)
    const sources = await readSources(scope.tx)
    if (!taken || !sources.some(({ key }) => key === job.source)) return undefined
    // Of a source that is read again (retry-failed) what it said before; of any other there is nothing yet.
    await forgetFindings(scope.tx, job)
    return {
      ...job,
      run,
      addresses: [openIntake(request).address, ...(await openFormerAddresses(scope.tx, request.id))],
      sources,
      kept: new Set(await readSegmentObjects(scope.tx, job.requestId)),
    }
  })
}

/** Says how far a running search has come, for whoever watches. Silent when it was overtaken. */
export const reportProgress = (
  lease: Lease,
  progress: { done: number; total: number; records: number },
): Promise<unknown> =>
  begin(worker, ({ tx }) =>
    changeSearch(tx, lease, {
      collectionsDone: progress.done,
      collectionsTotal: progress.total,
      records: progress.records,
    }),
  )
