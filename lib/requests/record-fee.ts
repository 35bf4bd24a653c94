import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { datesOf, moveDates } from './derive-dates.ts'
import { isOpenTo } from './officer-moves.ts'
import { readyClock } from './ready-clock.ts'
import { lockByRef } from './store.ts'

/** The fee was paid; where the law lets the clock start with it, it starts now. */
export const recordFee = command({
  permission: 'request:ask',
  input: z.object({ ref: z.string() }),
  async run(scope, { ref }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('fee', request.status)) return refuse('wrong-status', { status: request.status })
    const ready = await readyClock(scope, request, 'fee-paid')
    if (!ready.ok) return ready
    const { dates } = await moveDates(scope, request, ready.clock)
    const event = { type: 'fee-paid' as const, ...datesOf(dates.governing) }
    return { ok: true, value: { due: event.dueOn }, events: [ofRequest(request.id, event)] }
  },
})
