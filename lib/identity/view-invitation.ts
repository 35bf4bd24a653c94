import { view } from '#lib/kernel/view.ts'
import { readInvitation } from './invitation-store.ts'

/**
 * What an invitation is for, for whoever holds its link; reading it uses nothing up, because mail scanners read links too. "Not found"
 * when it was accepted, replaced, taken back or is too old.
 */
export const viewInvitation = view({
  permission: 'staff:sign-in',
  // A visitor may read neither invitations nor staff: holding the token is the right.
  asSystem: true,
  async run(scope, token: string) {
    const found = await readInvitation(scope, token)
    return found && { role: found.role }
  },
})
