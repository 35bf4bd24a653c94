import { z } from 'zod'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { keepMessage, messageField } from './keep-message.ts'
import { openQuestion } from './message-store.ts'
import { resumeClock } from './resume-clock.ts'
import { isOpen } from './status.ts'
import { lockOwn } from './store.ts'
import { tellTeam } from './tell-team.ts'

/** The person answers the question they were asked, or says that they would rather not: their request goes on in either case. */
export const answerQuestion = command({
  permission: 'question:answer',
  input: z.discriminatedUnion('ending', [
    z.object({ ref: z.string(), ending: z.literal('answered'), text: messageField }),
    z.object({ ref: z.string(), ending: z.literal('declined') }),
  ]),
  // An answer moves the due date, which no person may write. The lock asks for the person's own request.
  asSystem: true,
  async run(scope, input) {
    const request = scope.actor.kind === 'person' ? await lockOwn(scope.tx, input.ref, scope.actor.id) : undefined
    if (!request) return refuse('not-found')
    if (!isOpen(request.status)) return refuse('wrong-status', { status: request.status })
    const question = await openQuestion(scope.tx, request.id)
    if (!question) return refuse('no-question')
    const kept =
      input.ending === 'answered'
        ? await keepMessage(scope, { requestId: request.id, side: 'person', kind: 'answer', text: input.text })
        : undefined
    await tellTeam(scope, request, 'team-question-ended')
    const told = await resumeClock(scope, request, question, input.ending, kept?.body ?? null)
    return { ok: true, value: undefined, events: [told] }
  },
})
