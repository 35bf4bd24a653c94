import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { mayBecome } from './status.ts'
import { lockByRef, moveTo } from './store.ts'
import { tellTeam } from './tell-team.ts'
import { writeLetter } from './write-letter.ts'

/** The person takes their request back; nobody else can. What was collected is destroyed by a job born here. */
export const withdrawRequest = command({
  permission: 'request:withdraw',
  input: z.object({ ref: z.string() }),
  async run(scope, { ref }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (request.status === 'withdrawn') return refuse('already-done')
    if (!mayBecome(request.status, 'withdrawn')) return refuse('wrong-status', { status: request.status })
    const withdrawn = await moveTo(scope, request, 'withdrawn')
    const letter = await writeLetter(scope, withdrawn, { kind: 'request-withdrawn', data: {} })
    await tellTeam(scope, request, 'team-withdrawn')
    await enqueue(scope.tx, 'destroy-package', { requestId: request.id, because: 'closed' })
    return { ok: true, value: undefined, events: [ofRequest(request.id, { type: 'request-withdrawn' }), letter] }
  },
})
