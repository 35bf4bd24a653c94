import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { command } from '#lib/kernel/command.ts'
import { invalid, refuse } from '#lib/kernel/result.ts'
import { houseRules } from '#lib/law/house-rules.ts'
import { answerRules } from './answer-rules.ts'
import { clockOf } from './clock-of.ts'
import { datesOf, lapseInstant, moveDates } from './derive-dates.ts'
import { keepReason, reasonField } from './keep-reason.ts'
import { isOpen } from './status.ts'
import { amend, fulfil, lockByRef, type RequestRow } from './store.ts'

const isProof = (type: string) => ['address-proved', 'post-proved', 'proof-carried-over'].includes(type)

/**
 * When a request that nobody has proved lapses under another law: never at once, and one that an officer took in never sooner than its
 * person has been given. Pure.
 */
function lapseAnew(
  now: Temporal.Instant,
  { channel, lapseAt }: RequestRow,
  lapses: Temporal.Instant,
): Temporal.Instant {
  const earliest = channel === 'portal' ? now.add({ hours: 24 }) : lapseAt
  return Temporal.Instant.compare(lapses, earliest) > 0 ? lapses : earliest
}

/** Corrects which law applies, with a reason; several may. Dates are derived anew from the same history. */
export const changeRegime = command({
  permission: 'request:change-regime',
  input: z.object({
    ref: z.string(),
    rules: z.array(z.string()).min(1, 'rules.missing'),
    reason: reasonField,
  }),
  async run(scope, { ref, rules: chosen, reason }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpen(request.status)) return refuse('wrong-status', { status: request.status })
    const rules = answerRules(await houseRules(scope.tx)).filter(rule => chosen.includes(rule))
    if (rules.length !== new Set(chosen).size) return refuse('rule-unknown')
    if ([...rules].sort().join() === [...request.rules].sort().join()) return invalid({ rules: ['rules.unchanged'] })
    const told = await readStream(scope.tx, `request:${request.id}`)
    // An extension was notified under the rules of its day; one that no longer applies takes its extension along.
    const clock = clockOf(told).filter(event => !('ruleId' in event) || rules.some(rule => rule === event.ruleId))
    const commitment = await keepReason(scope.tx, request.id, reason)
    const { request: moved, dates } = await moveDates(scope, request, clock, rules)
    if (request.status === 'received')
      await amend(scope, moved, { lapseAt: lapseAnew(scope.now, request, lapseInstant(clock, dates.governing)) })
    // A law that wants an acknowledgement has had it, where the person was written to when they proved who they are.
    const proved = told.find(({ event }) => isProof(event.type))
    if (proved) await fulfil({ tx: scope.tx, now: proved.at }, request.id, ['acknowledgement'])
    const event = { type: 'regime-changed' as const, from: request.rules, to: rules, reason: commitment }
    return {
      ok: true,
      value: { due: dates.governing.dueDate.toString() },
      events: [ofRequest(request.id, { ...event, ...datesOf(dates.governing) })],
    }
  },
})
