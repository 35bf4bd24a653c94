import { z } from 'zod'
import { ofAccess, ofRequest, type Told } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockById, moveTo } from '#lib/requests/store.ts'
import { hashOf } from '#lib/vault/house-keys.ts'
import { dropLink } from './store.ts'

/** "This was not me": the link dies and the request that somebody else made in this mailbox's name lapses at once. */
export const disownLink = command({
  permission: 'link:disown',
  input: z.object({ token: z.string().max(200) }),
  // As for the proof: holding the token is the right.
  asSystem: true,
  async run(scope, { token }) {
    const link = await dropLink(scope.tx, hashOf('token', token))
    if (!link) return refuse('link-unknown')
    const request = link.requestId ? await lockById(scope.tx, link.requestId) : undefined
    const told: Told[] = []
    if (request?.status === 'received') {
      await moveTo(scope, request, 'lapsed')
      told.push(ofRequest(request.id, { type: 'request-lapsed' }))
    }
    const stream = `sign-in:${scope.actor.kind}:${scope.actor.id}`
    return { ok: true, value: undefined, events: [ofAccess(stream, { type: 'link-disowned' }), ...told] }
  },
})
