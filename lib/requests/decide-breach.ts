import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { invalid, refuse } from '#lib/kernel/result.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { changeBreach, lockBreach } from './breach-store.ts'
import { keepReason, reasonField } from './keep-reason.ts'
import { readMoment } from './read-moment.ts'
import { breachDecisions } from './status.ts'

/**
 * That the authority or those concerned were told of a breach and when, or why they need not be (Art. 33(1) and 34 GDPR). Either way the
 * reason is kept: a breach is documented so that the authority can check it (Art. 33(5)).
 */
export const decideBreach = command({
  permission: 'breach:handle',
  input: z.object({
    breach: z.uuid(),
    about: z.enum(['authority', 'persons']),
    decision: z.enum(breachDecisions, { error: 'decision.missing' }),
    on: z.string().default(''),
    time: z.string().default(''),
    reason: reasonField,
  }),
  async run(scope, { breach: id, about, decision, on, time, reason }) {
    const breach = await lockBreach(scope.tx, id)
    if (!breach) return refuse('not-found')
    if (breach.closedAt || breach[about] !== 'undecided') return refuse('already-done')
    const { zone } = (await readOrganisation(scope.tx))!
    const at = decision === 'told' ? readMoment(on, time, scope.now, zone) : scope.now
    if (typeof at === 'string') return invalid({ on: [at] })
    if (Temporal.Instant.compare(at, breach.awareAt) < 0) return invalid({ on: ['moment.too-early'] })
    const commitment = await keepReason(scope.tx, breach.requestId, reason)
    const change =
      about === 'authority' ? { authority: decision, authorityAt: at } : { persons: decision, personsAt: at }
    await changeBreach(scope.tx, id, change)
    const event = { type: 'breach-decided' as const, breach: id, about, decision, decidedAt: at.toString() }
    return { ok: true, value: undefined, events: [ofRequest(breach.requestId, { ...event, reason: commitment })] }
  },
})

/** Closes the record of a breach, once it is decided whom to tell; it stays readable. */
export const closeBreach = command({
  permission: 'breach:handle',
  input: z.object({ breach: z.uuid(), reason: reasonField }),
  async run(scope, { breach: id, reason }) {
    const breach = await lockBreach(scope.tx, id)
    if (!breach) return refuse('not-found')
    if (breach.closedAt) return refuse('already-done')
    if (breach.authority === 'undecided' || breach.persons === 'undecided') return refuse('breach-undecided')
    const commitment = await keepReason(scope.tx, breach.requestId, reason)
    await changeBreach(scope.tx, id, { closedAt: scope.now })
    const event = { type: 'breach-closed' as const, breach: id, reason: commitment }
    return { ok: true, value: undefined, events: [ofRequest(breach.requestId, event)] }
  },
})
