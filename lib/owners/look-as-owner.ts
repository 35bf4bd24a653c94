import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { withinLimits } from '#lib/identity/limits.ts'
import { command } from '#lib/kernel/command.ts'
import { linkFields } from './link-fields.ts'
import { openLink } from './open-link.ts'

/** The button behind the link: from here on the page may name whose data is looked for, and the history knows that it was told. */
export const lookAsOwner = command({
  permission: 'owner:answer',
  input: z.object(linkFields),
  within: (actor, { origin }) => withinLimits(actor, [['proof-per-origin', origin]]),
  // Holding the token is the right; nobody who holds it may read anything else of the request.
  asSystem: true,
  async run(scope, { token }) {
    const opened = await openLink(scope, token)
    if (!opened.ok) return opened
    const { id, requestId, source } = opened.question
    return {
      ok: true,
      value: undefined,
      events: [ofRequest(requestId, { type: 'owner-looked', question: id, source })],
    }
  },
})
