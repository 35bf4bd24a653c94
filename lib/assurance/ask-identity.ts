import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { clockOf } from '#lib/requests/clock-of.ts'
import { datesOf, moveDates } from '#lib/requests/derive-dates.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { keepReason, reasonField } from '#lib/requests/keep-reason.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { readyClock } from '#lib/requests/ready-clock.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { writeLetter } from '#lib/requests/write-letter.ts'
import { assuranceOf } from './assurance-of.ts'
import { proofs } from './levels.ts'
import { type Asked, poseFacts } from './pose-facts.ts'

/**
 * Asks for more than the mailbox, where an officer doubts who asks and can say why (Art. 12(6) GDPR: reasonable doubts): facts that only
 * they and we know, or, where there are none, to be shown to an officer. The rule decides what that does to the clock: it starts with the
 * answer in the United Kingdom, and runs on in California. Where a law forbids to verify (an opt-out, 11 CCR 7060(b)) nothing may be asked.
 */
export const askIdentity = command({
  permission: 'identity:ask',
  input: z.object({ ref: z.string(), by: z.enum(proofs, { error: 'proof.missing' }), reason: reasonField }),
  async run(scope, { ref, by, reason }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('identity', request.status)) return refuse('wrong-status', { status: request.status })
    // Who has no mailbox cannot sign in to answer anything.
    if (by !== 'officer' && openIntake(request).post) return refuse('no-mailbox')
    const told = await readStream(scope.tx, `request:${request.id}`)
    const assurance = assuranceOf(told)
    // To be shown was asked for, or the questions went with a former address: now questions take its place, and the clock still waits.
    const instead = assurance.wanted !== null && assurance.check === null && by !== 'officer'
    const ready = instead
      ? { ok: true as const, clock: clockOf(told) }
      : await readyClock(scope, request, 'identity-asked', ({ answers }) =>
          answers.some(({ rule }) => rule.id_check.effect === 'forbidden') ? 'identity-forbidden' : undefined,
        )
    if (!ready.ok) return ready
    const asked: Asked = by === 'officer' ? { ok: true, level: 'L2' } : await poseFacts(scope, request, assurance, by)
    if (!asked.ok) return asked
    const { ok: _, ...posed } = asked
    const commitment = await keepReason(scope.tx, request.id, reason)
    const { request: moved, dates } = await moveDates(scope, request, ready.clock)
    const due = dates.governing.dueDate.toString()
    const letter = await writeLetter(scope, moved, { kind: 'identity-asked', data: { reason, due, by } })
    const event = { type: 'proof-asked' as const, reason: commitment, ...posed, ...datesOf(dates.governing) }
    return { ok: true, value: { due }, events: [ofRequest(request.id, event), letter] }
  },
})
