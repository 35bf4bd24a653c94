import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { searches } from '#lib/collection/table.ts'
import type { Tx } from '#lib/db/begin.ts'
import { ofRequest } from '#lib/history/events.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockByRef, type RequestRow } from '#lib/requests/store.ts'
import { discardPackage } from './discard-package.ts'
import { packages } from './table.ts'

/**
 * Asks for the package of a reviewed request: exactly the files that a release will hand over, for the officer to read first.
 * One that was being built is dropped; whoever builds it finds that out before anything counts.
 */
export const preparePackage = command({
  permission: 'package:prepare',
  input: z.object({ ref: z.string() }),
  async run(scope, { ref }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (request.status !== 'review') return refuse('wrong-status', { status: request.status })
    if (await isSearching(scope.tx, request)) return refuse('search-unfinished')
    const dropped = await discardPackage(scope, request.id)
    const { id, run } = { id: newId(), run: newId() }
    await scope.tx.insert(packages).values({
      id,
      requestId: request.id,
      attempt: request.attempt,
      state: 'building',
      run,
      complete: false,
      records: 0,
      requestedAt: scope.now,
    })
    await enqueue(scope.tx, 'build-package', { packageId: id, run })
    const asked = ofRequest(request.id, { type: 'package-asked-for', package: id, attempt: request.attempt })
    return { ok: true, value: { id }, events: [asked, ...dropped] }
  },
})

const isSearching = async (tx: Tx, { id, attempt }: RequestRow): Promise<boolean> => {
  const running = await tx
    .select({ source: searches.source })
    .from(searches)
    .where(
      and(eq(searches.requestId, id), eq(searches.attempt, attempt), inArray(searches.state, ['waiting', 'running'])),
    )
  return running.length > 0
}
