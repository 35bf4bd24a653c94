import { and, eq } from 'drizzle-orm'
import { readStream } from '#lib/history/read-stream.ts'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { complaintGround } from './complaint-ground.ts'
import { findRemedy } from './find-remedy.ts'
import { readWrittenLetters } from './read-written-letters.ts'
import { standingRefusal } from './standing-refusal.ts'
import { requests } from './table.ts'

/** What a person needs to complain outside the organisation: timeline, decision, letters, and whom to turn to. */
export const viewComplaint = view({
  permission: 'request:read-own',
  async run({ tx, actor, now }, ref: string) {
    const [request] = await tx
      .select()
      .from(requests)
      .where(and(eq(requests.ref, ref), eq(requests.personId, actor.id)))
    if (!request) return undefined
    const history = await readStream(tx, `request:${request.id}`)
    const ground = complaintGround(request, history, now)
    if (!ground) return undefined
    const { name, address, contact, zone } = (await readOrganisation(tx))!
    const refusal = standingRefusal(history)?.by.event
    return {
      id: request.id,
      ref,
      ground,
      refusal: refusal?.type === 'request-refused' ? refusal.ground : null,
      receivedAt: request.receivedAt,
      dueOn: request.dueOn,
      now,
      organisation: { name, address, contact },
      zone,
      remedy: await findRemedy(tx, request),
      history,
      letters: await readWrittenLetters(tx, request),
    }
  },
})
