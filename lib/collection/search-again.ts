import { z } from 'zod'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { discardPackage } from '#lib/packages/discard-package.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { startAttempt } from './start-attempt.ts'

/** An officer has every source searched anew: after one failed, or was mended. What the last attempt found is dropped. */
export const searchAgain = command({
  permission: 'collection:retry',
  input: z.object({ ref: z.string() }),
  async run(scope, { ref }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('search-again', request.status)) return refuse('wrong-status', { status: request.status })
    const dropped = await discardPackage(scope, request.id)
    return { ok: true, value: undefined, events: [...(await startAttempt(scope, request, true)), ...dropped] }
  },
})
