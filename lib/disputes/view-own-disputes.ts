import { and, eq } from 'drizzle-orm'
import { civilDate } from '#lib/deadlines/zone.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { view } from '#lib/kernel/view.ts'
import { houseRules } from '#lib/law/house-rules.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { lawOf } from '#lib/requests/law-of.ts'
import { requests } from '#lib/requests/table.ts'
import { disputeRules, refusedOn } from './available.ts'
import { disputeKinds } from './dispute-words.ts'
import { openBody } from './open-body.ts'
import { readDates, readDisputes } from './store.ts'

/** Complaints and appeals about one request as its person sees them, with their dates; and which may be raised now. */
export const viewOwnDisputes = view({
  permission: 'dispute:raise',
  async run({ tx, actor, now }, ref: string) {
    const [request] = await tx
      .select()
      .from(requests)
      .where(and(eq(requests.ref, ref), eq(requests.personId, actor.id)))
    const organisation = request && (await readOrganisation(tx))
    if (!request || !organisation) return undefined
    const law = await lawOf(tx, request, organisation)
    const on = civilDate(now, law.zone)
    const rules = await houseRules(tx)
    const answers = law.answers.map(({ rule }) => rule)
    const refused = refusedOn(await readStream(tx, `request:${request.id}`), law.zone)
    const standing = { answers, status: request.status, refusedOn: refused }
    const raised = await readDisputes(tx, request.id)
    const dates = await readDates(tx, request.id)
    const isOpen = (kind: string) => raised.some(one => one.kind === kind && one.state !== 'decided')
    return {
      ref,
      zone: law.zone,
      mayRaise: disputeKinds.filter(kind => !isOpen(kind) && disputeRules(kind, standing, on, rules).length > 0),
      disputes: raised.map(({ id, kind, state, outcome, receivedAt, body }) => ({
        ...{ id, kind, state, outcome, receivedAt, text: openBody(id, body) },
        dates: dates.filter(date => date.matter === id),
      })),
    }
  },
})
