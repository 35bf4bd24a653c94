import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { command } from '#lib/kernel/command.ts'
import { invalid, refuse } from '#lib/kernel/result.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { giveProof } from './give-proof.ts'
import { documentKinds } from './levels.ts'

/**
 * Notes that an officer looked at a document: its kind and the day, nothing else. No copy, no number, no picture is taken; there is no
 * field for one (EDPB 01/2022 nos. 73 to 78).
 */
export const seeDocument = command({
  permission: 'identity:decide',
  input: z.object({
    ref: z.string(),
    document: z.enum(documentKinds, { error: 'document.missing' }),
    on: z.iso.date({ error: 'day.unreadable' }),
  }),
  async run(scope, { ref, document, on }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('identity', request.status)) return refuse('wrong-status', { status: request.status })
    const { zone } = (await readOrganisation(scope.tx))!
    const days = { today: scope.now, received: request.receivedAt }
    const day = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate()
    const seen = Temporal.PlainDate.from(on)
    if (Temporal.PlainDate.compare(seen, day(days.today)) > 0) return invalid({ on: ['day.in-the-future'] })
    if (Temporal.PlainDate.compare(seen, day(days.received)) < 0) return invalid({ on: ['day.before-request'] })
    const given = await giveProof(scope, request, { how: 'document', level: 'L4', document, on })
    return { ok: true, value: undefined, events: [given] }
  },
})
