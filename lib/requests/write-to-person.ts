import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { announce } from './announce.ts'
import { openIntake } from './intake.ts'
import { keepMessage, messageField } from './keep-message.ts'
import { isOpenTo } from './officer-moves.ts'
import { lockByRef } from './store.ts'

/** An officer writes to the person, in the portal. The mail beside it says only that something waits (Art. 32 GDPR: nothing personal in it). */
export const writeToPerson = command({
  permission: 'message:to-person',
  input: z.object({ ref: z.string(), text: messageField }),
  async run(scope, { ref, text }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('write', request.status) || !request.personId)
      return refuse('wrong-status', { status: request.status })
    if (openIntake(request).post) return refuse('no-mailbox')
    const message = await keepMessage(scope, { requestId: request.id, side: 'team', kind: 'message', text })
    const mail = await announce(scope, request, 'message-waiting')
    const event = {
      type: 'message-written' as const,
      message: message.id,
      side: 'team' as const,
      body: message.body,
      mail,
    }
    return { ok: true, value: { id: message.id }, events: [ofRequest(request.id, event)] }
  },
})
