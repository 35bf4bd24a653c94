import { and, eq } from 'drizzle-orm'
import { civilDate } from '#lib/deadlines/zone.ts'
import { view } from '#lib/kernel/view.ts'
import { requests } from '#lib/requests/table.ts'
import { disputeKinds } from './dispute-words.ts'
import { openBody } from './open-body.ts'
import { readStanding } from './read-standing.ts'
import { readDates, readDisputes } from './store.ts'
import { type TakenIn, takenIn } from './taken-in.ts'

/** Complaints and appeals about one request as its person sees them, with their dates; and which may be raised now. */
export const viewOwnDisputes = view({
  permission: 'dispute:raise',
  async run({ tx, actor, now }, ref: string) {
    const [request] = await tx
      .select()
      .from(requests)
      .where(and(eq(requests.ref, ref), eq(requests.personId, actor.id)))
    if (!request) return undefined
    const { law, history, rulesOn } = await readStanding(tx, request)
    const on = civilDate(now, law.zone)
    const raised = await readDisputes(tx, request.id)
    const dates = await readDates(tx, request.id)
    const isOpen = (kind: string) => raised.some(one => one.kind === kind && one.state !== 'decided')
    return {
      ref,
      zone: law.zone,
      mayRaise: disputeKinds.filter(kind => !isOpen(kind) && rulesOn(kind, on).length > 0),
      disputes: raised.map(({ id, kind, state, outcome, receivedAt, body }) => ({
        ...{ id, kind, state, outcome, receivedAt, text: openBody(id, body) },
        takenIn: cameBy(takenIn(history, id)),
        dates: dates.filter(date => date.matter === id),
      })),
    }
  },
})

/** By which way it came and when; who of us wrote it down is nothing to its person. */
const cameBy = (taken: TakenIn | null) => taken && { channel: taken.channel, on: taken.on }
