import { z } from 'zod'
import { calendarForRule } from '#lib/deadlines/calendar.ts'
import { civilDate } from '#lib/deadlines/zone.ts'
import { commitTo } from '#lib/history/commitment.ts'
import { ofRequest } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { houseRules } from '#lib/law/house-rules.ts'
import { keepLaw } from '#lib/law/keep-law.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { dateOf, deadlineRow } from '#lib/requests/derive-dates.ts'
import { calendarNow, lawOf } from '#lib/requests/law-of.ts'
import { insertDeadlines, lockByRef } from '#lib/requests/store.ts'
import { sealValue } from '#lib/vault/house-keys.ts'
import { disputeRules, refusedOn } from './available.ts'
import { disputeKinds } from './dispute-words.ts'
import { hasOpen, insertDispute } from './store.ts'

const unavailable = { complaint: 'complaint-not-available', appeal: 'appeal-not-available' } as const

/**
 * The person complains (DPA 2018 s.164A: acknowledged within 30 days) or appeals against a refusal (Va. Code 59.1-577(C) and her
 * kin: decided within 45 or 60 days). It has a clock of its own, counted from now under the law and calendar of today.
 */
export const raiseDispute = command({
  permission: 'dispute:raise',
  input: z.object({
    ref: z.string(),
    kind: z.enum(disputeKinds),
    text: z.string({ error: 'dispute.missing' }).trim().min(10, 'dispute.missing').max(4000, 'message.too-long'),
  }),
  async run(scope, { ref, kind, text }) {
    const { tx, now } = scope
    const request = await lockByRef(tx, ref)
    if (!request) return refuse('not-found')
    const organisation = (await readOrganisation(tx))!
    const law = await lawOf(tx, request, organisation)
    const on = civilDate(now, law.zone)
    const answers = law.answers.map(({ rule }) => rule)
    const refused = refusedOn(await readStream(tx, `request:${request.id}`), law.zone)
    const standing = { answers, status: request.status, refusedOn: refused }
    const rules = disputeRules(kind, standing, on, await houseRules(tx))
    if (rules.length === 0) return refuse(unavailable[kind])
    if (await hasOpen(tx, request.id, kind)) return refuse('dispute-open')
    const id = newId()
    const { salt, digest } = commitTo(text)
    const body = sealValue(`dispute.body:${id}`, { text, salt })
    const ids = rules.map(rule => rule.id)
    const row = { id, requestId: request.id, kind, state: 'received' as const, rules: ids, body }
    await insertDispute(tx, { ...row, receivedAt: now, changedAt: now })
    const calendar = await calendarNow(tx, organisation, on)
    const laws = rules.map(rule => ({ rule, calendar: calendarForRule(rule, calendar) }))
    await keepLaw(tx, laws)
    const whose = { requestId: request.id, matter: id, governs: false, fulfilledAt: null }
    await insertDeadlines(
      tx,
      laws.map(one =>
        deadlineRow({ ...whose, duty: one.rule.duty }, dateOf(one, law.zone, [{ type: 'received', at: now }])),
      ),
    )
    const event = { type: 'dispute-received' as const, dispute: id, kind, rules: ids, body: digest }
    return { ok: true, value: undefined, events: [ofRequest(request.id, event)] }
  },
})
