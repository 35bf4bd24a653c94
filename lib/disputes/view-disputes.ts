import { readStream } from '#lib/history/read-stream.ts'
import { readStaff } from '#lib/identity/staff-store.ts'
import { view } from '#lib/kernel/view.ts'
import { readByRef } from '#lib/requests/store.ts'
import { openBody } from './open-body.ts'
import { readDates, readDisputes } from './store.ts'
import { type TakenIn, takenIn } from './taken-in.ts'

/** Complaints and appeals about a request, with what the person wrote: officers alone, and the look is recorded. */
export const viewDisputes = view({
  permission: 'dispute:work',
  recordsLook: ({ ref }: { ref: string }) => ({ at: 'disputes', ref }),
  async run({ tx, actor }, { ref }) {
    const request = await readByRef(tx, ref)
    if (!request) return undefined
    const staff = await readStaff(tx)
    const dates = await readDates(tx, request.id)
    const raised = await readDisputes(tx, request.id)
    const history = await readStream(tx, `request:${request.id}`)
    const nameOf = (who: string) => staff.get(who.split(':')[1] ?? '')?.name ?? ''
    return {
      status: request.status,
      disputes: raised.toReversed().map(({ id, kind, state, outcome, receivedAt, body, decidedBy, firstDecider }) => ({
        ...{ id, kind, state, outcome, receivedAt, text: openBody(id, body) },
        decidedBy: decidedBy ? (staff.get(decidedBy)?.name ?? '') : null,
        /** Who took it in, where it came by another way than the portal. */
        takenIn: named(takenIn(history, id), nameOf),
        /** Whoever refused cannot decide the appeal against it. */
        byOther: kind === 'appeal' && firstDecider === actor.id,
        dates: dates.filter(date => date.matter === id),
      })),
    }
  },
})

const named = (taken: TakenIn | null, nameOf: (who: string) => string) => taken && { ...taken, by: nameOf(taken.by) }
