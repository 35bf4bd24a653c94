import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { announce } from './announce.ts'
import { clockOf } from './clock-of.ts'
import { datesOf, moveDates } from './derive-dates.ts'
import { openIntake } from './intake.ts'
import { keepMessage, messageField } from './keep-message.ts'
import { insertQuestion, openQuestion } from './message-store.ts'
import { isOpenTo } from './officer-moves.ts'
import { lockByRef } from './store.ts'

/**
 * Asks the person what the answer depends on (recital 63 GDPR; UK GDPR Art. 12A(4) to (6)). Where the law that governs says so, the
 * clock stands still until the answer; under any other it runs on, and the page has said so before. Searching and reading go on.
 */
export const askQuestion = command({
  permission: 'question:ask',
  input: z.object({ ref: z.string(), text: messageField.min(20, 'text.too-short') }),
  async run(scope, { ref, text }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('ask', request.status)) return refuse('wrong-status', { status: request.status })
    if (openIntake(request).post) return refuse('no-mailbox')
    if (await openQuestion(scope.tx, request.id)) return refuse('question-open')
    const clock = clockOf(await readStream(scope.tx, `request:${request.id}`))
    const asked = { type: 'clarification-asked' as const, at: scope.now }
    const { dates } = await moveDates(scope, request, [...clock, asked])
    const message = await keepMessage(scope, { requestId: request.id, side: 'team', kind: 'question', text })
    await insertQuestion(scope.tx, { id: message.id, requestId: request.id, state: 'open', askedAt: scope.now })
    const pauses = dates.derivations.filter(({ paused }) => paused.openSince).map(({ ruleId }) => ruleId)
    const mail = await announce(scope, request, 'question-waiting')
    const event = { type: 'clarification-asked' as const, question: message.id, body: message.body, mail, pauses }
    return {
      ok: true,
      value: { paused: dates.governing.paused.openSince !== null },
      events: [ofRequest(request.id, { ...event, ...datesOf(dates.governing) })],
    }
  },
})
