import { z } from 'zod'
import { worker } from '#lib/access/actor.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockById } from '#lib/requests/store.ts'
import { startAttempt } from './start-attempt.ts'

const begin = command({
  permission: 'collection:run',
  input: z.object({ requestId: z.uuid() }),
  async run(scope, { requestId }) {
    const request = await lockById(scope.tx, requestId)
    if (request?.status !== 'proved') return refuse('already-done')
    return { ok: true, value: undefined, events: await startAttempt(scope, request, false) }
  },
})

/** The job born with a proof: begins the search for a person. Delivered twice, it finds the search begun. */
export const beginCollection = (payload: { requestId: string }): Promise<unknown> => begin(worker, payload)
