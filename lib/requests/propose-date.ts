import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { invalid, refuse } from '#lib/kernel/result.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { clockOf } from './clock-of.ts'
import { deriveDates } from './derive-dates.ts'
import { keepReason, reasonField } from './keep-reason.ts'
import { lawOf } from './law-of.ts'
import { isOpenTo } from './officer-moves.ts'
import { findProposed, insertOverride } from './override-store.ts'
import { lockByRef } from './store.ts'

/**
 * Proposes another due date under the law that governs, against what the law as data gives: with a reason, and without effect until
 * a second person confirms it. Both dates are kept.
 */
export const proposeDate = command({
  permission: 'request:set-date',
  input: z.object({ ref: z.string(), on: z.iso.date('day.missing'), reason: reasonField }),
  async run(scope, { ref, on: iso, reason }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('set-date', request.status)) return refuse('wrong-status', { status: request.status })
    const organisation = (await readOrganisation(scope.tx))!
    const clock = clockOf(await readStream(scope.tx, `request:${request.id}`))
    const { governing } = deriveDates(await lawOf(scope.tx, request, organisation), clock)
    const on = Temporal.PlainDate.from(iso)
    if (Temporal.PlainDate.compare(on, governing.startDate) < 0) return invalid({ on: ['day.before-receipt'] })
    if (on.equals(governing.dueDate)) return refuse('date-unchanged')
    if (await findProposed(scope.tx, request.id)) return refuse('date-proposed-already')
    const commitment = await keepReason(scope.tx, request.id, reason)
    const id = newId()
    const was = governing.dueDate
    await insertOverride(scope.tx, {
      ...{ id, requestId: request.id, rule: governing.ruleId, was, newDate: on, reason: commitment },
      ...{ state: 'proposed', proposedBy: scope.actor.id, proposedAt: scope.now },
    })
    const event = { type: 'date-proposed' as const, override: id, rule: governing.ruleId, was: was.toString(), on: iso }
    return { ok: true, value: undefined, events: [ofRequest(request.id, { ...event, reason: commitment })] }
  },
})
