import { z } from 'zod'
import { hasOpen } from '#lib/disputes/store.ts'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { findAnswer } from './find-answer.ts'
import { mayBecome, type Outcome, outcomes, type Status } from './status.ts'
import { lockByRef, moveTo } from './store.ts'
import { writeLetter } from './write-letter.ts'

/** Which outcomes a request may be closed with, by the way it came to its end. */
export const outcomesOf: { [status in Status]?: readonly Outcome[] } = {
  released: ['fulfilled-full', 'fulfilled-part', 'no-data', 'duplicate', 'not-controller'],
  refused: ['refused-unfounded', 'refused-excessive', 'refused-unverified', 'refused-exempt'],
  withdrawn: ['withdrawn'],
  lapsed: ['lapsed'],
}

/** What says that the person has an answer. */
const answers: readonly Outcome[] = ['fulfilled-full', 'fulfilled-part', 'no-data']

const answered: readonly Status[] = ['released', 'refused']

/**
 * Closes an answered, refused, withdrawn or lapsed request with its outcome. A released copy stays until it expires. Whose copy went
 * to the wrong person has no answer (Art. 12(3), 15(3) GDPR): until one was released anew, theirs is closed as none.
 */
export const closeRequest = command({
  permission: 'request:close',
  input: z.object({ ref: z.string(), outcome: z.enum(outcomes, { error: 'outcome.missing' }) }),
  async run(scope, { ref, outcome }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (request.status === 'closed') return refuse('already-done')
    if (!mayBecome(request.status, 'closed')) return refuse('wrong-status', { status: request.status })
    if (!outcomesOf[request.status]?.includes(outcome)) return refuse('wrong-status', { status: request.status })
    const answer = await findAnswer(scope.tx, request)
    if (answer.revoked && answers.includes(outcome)) return refuse('answer-revoked')
    if (outcome === 'fulfilled-full' && answer.outcome === 'fulfilled-part') return refuse('not-in-full')
    if (await hasOpen(scope.tx, request.id)) return refuse('dispute-open')
    const closed = await moveTo(scope, request, 'closed', { outcome })
    const event = ofRequest(request.id, { type: 'request-closed', outcome })
    // Who withdrew or never proved a mailbox was told of the end when it came; nobody waits for a second letter.
    if (!answered.includes(request.status)) return { ok: true, value: undefined, events: [event] }
    const letter = await writeLetter(scope, closed, { kind: 'request-closed', data: {} })
    return { ok: true, value: undefined, events: [event, letter] }
  },
})
