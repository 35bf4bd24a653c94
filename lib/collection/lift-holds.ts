import { z } from 'zod'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockById } from '#lib/requests/store.ts'
import { deleteHolds, findLiftable } from './hold-store.ts'

/**
 * How long after a request was closed its rows stay on hold: time to complain and to be heard. No law of the Union names a period; three
 * months leave an authority time to ask.
 */
export const recourseDays = 90

const lift = command({
  permission: 'collection:run',
  input: z.object({ requestId: z.uuid() }),
  async run({ tx }, { requestId }) {
    const request = await lockById(tx, requestId)
    if (request?.status !== 'closed') return refuse('already-done')
    const records = await deleteHolds(tx, requestId)
    if (records === 0) return refuse('already-done')
    return { ok: true, value: undefined, events: [ofRequest(requestId, { type: 'hold-lifted', records })] }
  },
})

/** Lifts every hold whose request was closed long enough ago. Returns how many requests that concerned. */
export async function liftHolds(): Promise<number> {
  const ended = await begin(worker, ({ tx, now }) => findLiftable(tx, now.subtract({ hours: 24 * recourseDays })))
  const results = []
  for (const { id } of ended) results.push(await lift(worker, { requestId: id }))
  return results.filter(result => result.ok).length
}
