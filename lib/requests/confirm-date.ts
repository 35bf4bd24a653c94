import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { clockOf } from './clock-of.ts'
import { datesOf, deriveDates, moveDates } from './derive-dates.ts'
import { lawOf } from './law-of.ts'
import { isOpenTo } from './officer-moves.ts'
import { confirmOverride, findProposed } from './override-store.ts'
import { lockByRef } from './store.ts'
import { writeLetter } from './write-letter.ts'

/**
 * A second person confirms the date another proposed: from here on it is due then, and the person is told. Never the same person,
 * which the database refuses too. What moved meanwhile must be proposed anew: nobody confirms a date they did not see.
 */
export const confirmDate = command({
  permission: 'request:set-date',
  input: z.object({ ref: z.string(), override: z.string() }),
  async run(scope, { ref, override }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('set-date', request.status)) return refuse('wrong-status', { status: request.status })
    const proposed = await findProposed(scope.tx, request.id)
    if (proposed?.id !== override) return refuse('changed-meanwhile')
    if (proposed.proposedBy === scope.actor.id) return refuse('second-person-needed')
    const clock = clockOf(await readStream(scope.tx, `request:${request.id}`))
    const { governing } = deriveDates(await lawOf(scope.tx, request, (await readOrganisation(scope.tx))!), clock)
    if (governing.ruleId !== proposed.rule || !governing.dueDate.equals(proposed.was))
      return refuse('changed-meanwhile')
    await confirmOverride(scope.tx, override, scope.actor.id)
    const set = { type: 'date-set' as const, at: scope.now, ruleId: proposed.rule, to: proposed.newDate }
    const { request: moved, dates } = await moveDates(scope, request, [...clock, set])
    const was = request.dueOn.toString()
    const due = dates.governing.dueDate.toString()
    const letter = await writeLetter(scope, moved, {
      kind: 'date-set',
      data: { was, due },
    })
    const event = {
      ...{ type: 'date-set' as const, override, rule: proposed.rule, was: proposed.was.toString() },
      ...{ on: proposed.newDate.toString(), proposedBy: proposed.proposedBy, ...datesOf(dates.governing) },
    }
    return { ok: true, value: { due }, events: [ofRequest(request.id, event), letter] }
  },
})
