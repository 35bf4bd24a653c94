import { z } from 'zod'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { findRemedy } from './find-remedy.ts'
import { findLapsed, lockById, moveTo } from './store.ts'
import { writeLetter } from './write-letter.ts'

const lapse = command({
  permission: 'request:run',
  input: z.object({ requestId: z.string() }),
  async run(scope, { requestId }) {
    const request = await lockById(scope.tx, requestId)
    if (request?.status !== 'received' || request.lapseAt.epochMilliseconds > scope.now.epochMilliseconds)
      return refuse('already-done')
    const remedy = await findRemedy(scope.tx, request)
    const lapsed = await moveTo(scope, request, 'lapsed')
    // Art. 12(4): silence is no answer, so the mailbox that never proved itself is told why nothing will come.
    const letter = await writeLetter(scope, lapsed, {
      kind: 'request-lapsed',
      data: { remedy },
    })
    return { ok: true, value: undefined, events: [ofRequest(request.id, { type: 'request-lapsed' }), letter] }
  },
})

/** Lets every request lapse whose address was never proved in time. Returns how many did. */
export async function lapseUnproved(): Promise<number> {
  const due = await begin(worker, ({ tx, now }) => findLapsed(tx, now))
  const results = []
  for (const { id } of due) results.push(await lapse(worker, { requestId: id }))
  return results.filter(result => result.ok).length
}
