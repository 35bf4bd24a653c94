import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { datesOf, moveDates } from './derive-dates.ts'
import { isOpenTo } from './officer-moves.ts'
import { readyClock } from './ready-clock.ts'
import { identityMeans } from './status.ts'
import { lockByRef } from './store.ts'

/** The person proved who they are, and how: what was shown is not kept (EDPB Guidelines 01/2022, 78). */
export const recordIdentity = command({
  permission: 'request:ask',
  input: z.object({ ref: z.string(), how: z.enum(identityMeans, { error: 'how.missing' }) }),
  async run(scope, { ref, how }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('identity', request.status)) return refuse('wrong-status', { status: request.status })
    const ready = await readyClock(scope, request, 'identity-given')
    if (!ready.ok) return ready
    const { dates } = await moveDates(scope, request, ready.clock)
    const event = { type: 'proof-given' as const, how, ...datesOf(dates.governing) }
    return { ok: true, value: { due: event.dueOn }, events: [ofRequest(request.id, event)] }
  },
})
