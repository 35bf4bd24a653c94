import { z } from 'zod'
import { staffRoles } from '#lib/access/actor.ts'
import { config } from '#lib/config/config.ts'
import { ofAccess } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { startSession } from './start-session.ts'
import { findStaffOf } from './store.ts'

/**
 * Signs in as a member of staff of this role by a click, so that whoever tries the demo can be everybody in turn. Refuses
 * `demo-only` in any other start: there, staff hold a passkey.
 */
export const demoSignIn = command({
  permission: 'staff:sign-in',
  input: z.object({ role: z.enum(staffRoles, { error: 'role.missing' }) }),
  // Nobody is signed in yet, and a visitor may read neither staff nor sessions.
  asSystem: true,
  async run(scope, { role }) {
    if (config().mode !== 'demo') return refuse('demo-only')
    const member = await findStaffOf(scope.tx, role)
    if (!member) return refuse('not-found')
    const session = await startSession(scope, 'staff', member.id)
    return {
      ok: true,
      value: { session, role },
      events: [ofAccess(`sign-in:${member.id}`, { type: 'signed-in', as: role, by: 'demo' })],
    }
  },
})
