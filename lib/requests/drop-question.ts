import { z } from 'zod'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { findUnanswered, openQuestion } from './message-store.ts'
import { resumeClock } from './resume-clock.ts'
import { isOpen } from './status.ts'
import { lockById, lockByRef } from './store.ts'
import { tellTeam } from './tell-team.ts'

/** So long a question may hold the clock. A person who does not answer still has a right to what a reasonable search finds. */
export const questionDays = 30

/** An officer goes on without the answer: the clock runs again, and the whole of what was asked for is answered. */
export const dropQuestion = command({
  permission: 'question:ask',
  input: z.object({ ref: z.string() }),
  async run(scope, { ref }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpen(request.status)) return refuse('wrong-status', { status: request.status })
    const question = await openQuestion(scope.tx, request.id)
    if (!question) return refuse('no-question')
    const told = await resumeClock(scope, request, question, 'unanswered', null)
    return { ok: true, value: undefined, events: [told] }
  },
})

const expire = command({
  permission: 'request:run',
  input: z.object({ requestId: z.string() }),
  async run(scope, { requestId }) {
    const request = await lockById(scope.tx, requestId)
    const question = request && isOpen(request.status) ? await openQuestion(scope.tx, request.id) : undefined
    if (!request || !question) return refuse('already-done')
    await tellTeam(scope, request, 'team-question-ended')
    return { ok: true, value: undefined, events: [await resumeClock(scope, request, question, 'unanswered', null)] }
  },
})

/** Goes on without the answer to every question that has waited too long. Returns how many did. */
export async function endUnanswered(): Promise<number> {
  const waiting = await begin(worker, ({ tx, now }) => findUnanswered(tx, now.subtract({ hours: 24 * questionDays })))
  const results = []
  for (const { id } of waiting) results.push(await expire(worker, { requestId: id }))
  return results.filter(result => result.ok).length
}
