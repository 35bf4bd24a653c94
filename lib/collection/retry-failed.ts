import { z } from 'zod'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { beginSource } from './begin-source.ts'
import { reopenSearch } from './reopen-search.ts'
import { readFailedSources, readSourceKinds } from './store.ts'

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
    const events = await reopenSearch(scope, request, sources)
    for (const known of await readSourceKinds(scope.tx))
      if (sources.includes(known.key)) events.push(...(await beginSource(scope, request, known)))
    return { ok: true, value: { sources }, events }
  },
})
