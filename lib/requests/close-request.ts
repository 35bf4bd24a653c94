import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { deriveOutcome } from './derive-outcome.ts'
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

/**
 * Closes an answered, refused, withdrawn or lapsed request with its outcome. A released copy stays until it expires. The closing
 * note names the complaint body and the court once more.
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
    const derived = deriveOutcome(await readStream(scope.tx, `request:${request.id}`))
    if (outcome === 'fulfilled-full' && derived === 'fulfilled-part') return refuse('not-in-full')
    const closed = await moveTo(scope, request, 'closed', { outcome })
    const told = ofRequest(request.id, { type: 'request-closed', outcome })
    // Whoever never proved a mailbox was told that the request lapsed, and has nowhere to read more.
    if (!request.personId) return { ok: true, value: undefined, events: [told] }
    const { authority, contact } = (await readOrganisation(scope.tx))!
    const remedy = { authority, contact, rules: request.rules }
    const letter = await writeLetter(scope, closed, { kind: 'request-closed', data: { outcome, remedy } })
    return { ok: true, value: undefined, events: [told, letter] }
  },
})
