import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { withinLimits } from '#lib/identity/limits.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { keepMessage, messageField } from './keep-message.ts'
import { readByRef } from './store.ts'
import { tellTeam } from './tell-team.ts'

/** The person writes to the privacy team, at any time: also after the answer, when they have a question about it. */
export const writeToTeam = command({
  permission: 'message:to-team',
  input: z.object({ ref: z.string(), text: messageField }),
  within: actor => withinLimits(actor, [['message-per-person', actor.id]]),
  async run(scope, { ref, text }) {
    // Row-level security shows a person their own requests alone. Nothing of the row is changed, so nothing is locked.
    const request = await readByRef(scope.tx, ref)
    if (!request?.personId) return refuse('not-found')
    const message = await keepMessage(scope, { requestId: request.id, side: 'person', kind: 'message', text })
    const mail = await tellTeam(scope, request, 'team-person-wrote')
    const event = {
      type: 'message-written' as const,
      message: message.id,
      side: 'person' as const,
      body: message.body,
      mail,
    }
    return { ok: true, value: { id: message.id }, events: [ofRequest(request.id, event)] }
  },
})
