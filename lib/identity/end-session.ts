import { z } from 'zod'
import { ofAccess } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { hashSession } from './start-session.ts'
import { deleteSession } from './store.ts'

/** Signs out: the session is gone on the server, whatever the browser keeps. */
export const endSession = command({
  permission: 'session:end',
  // The table of sessions is the portal's own; holding the token is the right to end it.
  asSystem: true,
  input: z.object({ token: z.string() }),
  async run({ tx, actor }, { token }) {
    if (!(await deleteSession(tx, hashSession(token)))) return refuse('already-done')
    return { ok: true, value: undefined, events: [ofAccess(`sign-in:${actor.id}`, { type: 'signed-out' })] }
  },
})
