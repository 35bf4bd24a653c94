import { z } from 'zod'
import { readStream } from '#lib/history/read-stream.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { reasonField } from './keep-reason.ts'
import { whyReopenShut } from './officer-moves.ts'
import { openSuccessor } from './open-successor.ts'
import { lockByRef } from './store.ts'

/** Takes a request up again, once, as a request of its own: a closed one, or one whose copy was revoked and answered nobody. */
export const reopenRequest = command({
  permission: 'request:reopen',
  input: z.object({
    ref: z.string(),
    extent: z.enum(['same', 'new'], { error: 'extent.missing' }),
    reason: reasonField,
  }),
  async run(scope, { ref, extent, reason }) {
    const closed = await lockByRef(scope.tx, ref)
    if (!closed) return refuse('not-found')
    const history = await readStream(scope.tx, `request:${closed.id}`)
    if (whyReopenShut(closed.status, history)) return refuse('wrong-status', { status: closed.status })
    const { personId } = closed
    // Nobody proved to be its person: whoever it is asks anew.
    if (!personId) return refuse('never-proved')
    if (history.some(({ event }) => event.type === 'request-reopened')) return refuse('already-done')
    const next = await openSuccessor(scope, { ...closed, personId }, { extent, reason })
    return { ok: true, value: { ref: next.ref }, events: next.told }
  },
})
