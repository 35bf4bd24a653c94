import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { datesOf, moveDates } from './derive-dates.ts'
import { keepReason, reasonField } from './keep-reason.ts'
import { isOpenTo } from './officer-moves.ts'
import { readyClock } from './ready-clock.ts'
import { lockByRef } from './store.ts'
import { writeLetter } from './write-letter.ts'

/**
 * Asks for more than the mailbox, where an officer doubts who asks and can say why (Art. 12(6) GDPR: reasonable doubts). The rule
 * decides what that does to the clock: it starts with the answer in the United Kingdom, and runs on in California. Where a law
 * forbids to verify (an opt-out, 11 CCR 7060(b)) nothing may be asked.
 */
export const askIdentity = command({
  permission: 'request:ask',
  input: z.object({ ref: z.string(), reason: reasonField }),
  async run(scope, { ref, reason }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('identity', request.status)) return refuse('wrong-status', { status: request.status })
    const ready = await readyClock(scope, request, 'identity-asked', ({ answers }) =>
      answers.some(({ rule }) => rule.id_check.effect === 'forbidden') ? 'identity-forbidden' : undefined,
    )
    if (!ready.ok) return ready
    const commitment = await keepReason(scope.tx, request.id, reason)
    const { request: moved, dates } = await moveDates(scope, request, ready.clock)
    const due = dates.governing.dueDate.toString()
    const letter = await writeLetter(scope, moved, {
      kind: 'identity-asked',
      data: { reason, due },
    })
    const event = { type: 'proof-asked' as const, reason: commitment, ...datesOf(dates.governing) }
    return { ok: true, value: { due }, events: [ofRequest(request.id, event), letter] }
  },
})
