import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { withinLimits } from '#lib/identity/limits.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockById } from '#lib/requests/store.ts'
import { hashOf } from '#lib/vault/house-keys.ts'
import { assuranceOf } from './assurance-of.ts'
import { callOfficer } from './call-officer.ts'
import { findAlert } from './store.ts'

/**
 * "This was not me", from a mailbox that was told of a request: release stops until an officer has settled it, and the privacy office is
 * told at once. Said again it changes nothing; said after the answer left it is told all the same, because then it is a breach to look at.
 */
export const contestRequest = command({
  permission: 'identity:contest',
  input: z.object({ token: z.string().max(200), origin: z.string() }),
  within: (actor, { origin }) => withinLimits(actor, [['proof-per-origin', origin]]),
  // Holding the token is the right; nobody who holds it may read whose request it is.
  asSystem: true,
  async run(scope, { token }) {
    const alert = await findAlert(scope.tx, hashOf('token', token))
    const request = alert && (await lockById(scope.tx, alert.requestId))
    if (!request) return refuse('link-unknown')
    if (assuranceOf(await readStream(scope.tx, `request:${request.id}`)).contested) return refuse('already-done')
    await callOfficer(scope, request.id)
    const event = { type: 'identity-contested' as const, alert: alert.id }
    return { ok: true, value: undefined, events: [ofRequest(request.id, event)] }
  },
})
