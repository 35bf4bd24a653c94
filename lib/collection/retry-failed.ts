import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { discardPackage } from '#lib/packages/discard-package.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { lockByRef, moveTo } from '#lib/requests/store.ts'
import { awaitAgain, readFailedSources } from './store.ts'

/**
 * An officer has read again what failed in this attempt: all of it, or one source. The others keep what they found and when they found
 * it. A source of which one collection failed is read again whole, because everything in a source is read at one instant.
 */
export const retryFailed = command({
  permission: 'collection:retry',
  input: z.object({ ref: z.string(), source: z.string().optional() }),
  async run(scope, { ref, source }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('search-again', request.status)) return refuse('wrong-status', { status: request.status })
    const failed = await readFailedSources(scope.tx, request)
    const sources = failed.filter(key => source === undefined || key === source)
    if (sources.length === 0) return refuse('nothing-failed')
    const { id: requestId, attempt } = request
    const dropped = await discardPackage(scope, requestId)
    await moveTo(scope, request, 'collecting')
    for (const key of sources) {
      await awaitAgain(scope, { requestId, attempt, source: key }, newId())
      await enqueue(scope.tx, 'collect', { requestId, attempt, source: key })
    }
    // Discarded first: its event is told of a request that was ready.
    const retried = ofRequest(requestId, { type: 'sources-retried', attempt, sources })
    const [first, ...others] = [...dropped, retried]
    return { ok: true, value: { sources }, events: [first!, ...others] }
  },
})
