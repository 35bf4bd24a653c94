import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { command } from '#lib/kernel/command.ts'
import { invalid, type Refusal, refuse } from '#lib/kernel/result.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { clockOf, extensionsNotified } from './clock-of.ts'
import { datesOf, dueInputs, moveDates } from './derive-dates.ts'
import { decideEach, extendedDates, newDateField } from './extension-decisions.ts'
import { extensionRefusals } from './extension-refusals.ts'
import { keepReason, reasonField } from './keep-reason.ts'
import { lawOf } from './law-of.ts'
import { isOpenTo } from './officer-moves.ts'
import { extensionGrounds } from './status.ts'
import { lockByRef } from './store.ts'
import { writeLetter } from './write-letter.ts'

/**
 * Extends the time to answer, once, before the first due date, with the reason told to the person (Art. 12(3) GDPR, third
 * sentence). Counted from the start of the clock: received 31 January, 30 April, never 28 April. Every rule that knows an
 * extension is extended; the earliest date still governs.
 */
export const extendDeadline = command({
  permission: 'request:extend',
  input: z.object({
    ref: z.string(),
    ground: z.enum(extensionGrounds, { error: 'ground.missing' }),
    reason: reasonField,
    newDate: newDateField,
  }),
  async run(scope, { ref, ground, reason, newDate }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('extend', request.status)) return refuse('wrong-status', { status: request.status })
    const organisation = (await readOrganisation(scope.tx))!
    const clock = clockOf(await readStream(scope.tx, `request:${request.id}`))
    const inputs = dueInputs(await lawOf(scope.tx, request, organisation), clock)
    const decisions = decideEach(inputs, scope.now, newDate)
    if (decisions.some(({ asksDay }) => asksDay)) return invalid({ newDate: ['new-date.missing'] })
    const under = decisions.filter(({ decision }) => decision.ok).map(({ rule }) => rule)
    if (under.length === 0) return refuse(whyNot(decisions.map(({ decision }) => (decision.ok ? '' : decision.why))))
    const notices = extensionsNotified(under, scope.now, newDate)
    const commitment = await keepReason(scope.tx, request.id, reason)
    const { request: extended, dates } = await moveDates(scope, request, [...clock, ...notices])
    const letter = await writeLetter(scope, extended, {
      kind: 'deadline-extended',
      data: { ...extendedDates(decisions, request.dueOn, dates.governing.dueDate), ground, reason },
    })
    const event = {
      type: 'deadline-extended' as const,
      under,
      ground,
      was: request.dueOn.toString(),
      reason: commitment,
      ...(newDate && { newDate: newDate.toString() }),
      ...datesOf(dates.governing),
    }
    return {
      ok: true,
      value: { was: request.dueOn.toString(), due: dates.governing.dueDate.toString() },
      events: [ofRequest(request.id, event), letter],
    }
  },
})

/** The most telling of several rules' answers: one that was used up or missed says more than one that never had any. */
const whyNot = (answers: readonly string[]): Refusal => {
  const told = Object.keys(extensionRefusals).filter(why => answers.includes(why))
  return extensionRefusals[told.at(-1) ?? 'extension_not_available']!
}
