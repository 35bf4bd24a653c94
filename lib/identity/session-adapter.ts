import { randomUUID } from 'node:crypto'
import type { Adapter } from 'next-auth/adapters'
import type { Actor } from '#lib/access/actor.ts'
import { endSession } from './end-session.ts'
import { viewSession } from './view-session.ts'

const visitor = (): Actor => ({ kind: 'visitor', id: randomUUID() })

/**
 * What next-auth is left to do: look a session up and end it, both through our own verbs. It creates no user, no session and no
 * link: its own e-mail sign-in would consume a link on a scanner's GET. The user's id carries the actor, as `kind:id:provedAt`.
 */
export const sessionAdapter: Adapter = {
  async getSessionAndUser(sessionToken) {
    const found = await viewSession(visitor(), sessionToken)
    if (!found.ok) return null
    const { actor, expiresAt } = found.value
    // next-auth speaks Date; nothing is computed with it here.
    const session = { sessionToken, userId: actor.id, expires: new Date(expiresAt) }
    return { session, user: { id: JSON.stringify(actor), email: '', emailVerified: null } }
  },
  // Sessions are not prolonged: the time since the proof is what counts.
  updateSession: () => null,
  async deleteSession(sessionToken) {
    const found = await viewSession(visitor(), sessionToken)
    if (found.ok) await endSession(found.value.actor, { token: sessionToken })
  },
}
