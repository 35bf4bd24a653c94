import type { Temporal } from 'temporal-polyfill'
import type { Scope } from '#lib/db/begin.ts'
import { calendarForRule } from '#lib/deadlines/calendar.ts'
import { civilDate } from '#lib/deadlines/zone.ts'
import { commitTo } from '#lib/history/commitment.ts'
import { newId } from '#lib/kernel/ids.ts'
import { type Refused, refuse } from '#lib/kernel/result.ts'
import { keepLaw } from '#lib/law/keep-law.ts'
import { dateOf, deadlineRow } from '#lib/requests/derive-dates.ts'
import { calendarNow } from '#lib/requests/law-of.ts'
import { insertDeadlines, type RequestRow } from '#lib/requests/store.ts'
import { sealValue } from '#lib/vault/house-keys.ts'
import type { DisputeEvent, DisputeKind } from './dispute-words.ts'
import type { Disputable } from './read-standing.ts'
import { hasOpen, insertDispute } from './store.ts'

const unavailable = { complaint: 'complaint-not-available', appeal: 'appeal-not-available' } as const

type Came = { kind: DisputeKind; text: string; at: Temporal.Instant }
type Received = Extract<DisputeEvent, { type: 'dispute-received' }>

/**
 * Step: a complaint or an appeal that came at an instant, whoever brought it. It has a clock of its own, counted from then under the law
 * and calendar of that day. Refused where no law of the request knew it then, and while one of its kind waits for its decision.
 */
export async function receiveDispute(
  { tx, now }: Scope,
  request: RequestRow,
  { organisation, law: { zone }, rulesOn }: Disputable,
  { kind, text, at }: Came,
): Promise<Refused | { ok: true; id: string; event: Received }> {
  const on = civilDate(at, zone)
  const rules = rulesOn(kind, on)
  if (rules.length === 0) return refuse(unavailable[kind])
  if (await hasOpen(tx, request.id, kind)) return refuse('dispute-open')
  const id = newId()
  const { salt, digest } = commitTo(text)
  const body = sealValue(`dispute.body:${id}`, { text, salt })
  const ids = rules.map(rule => rule.id)
  const row = { id, requestId: request.id, kind, state: 'received' as const, rules: ids, body }
  await insertDispute(tx, { ...row, receivedAt: at, changedAt: now })
  const calendar = await calendarNow(tx, organisation, on)
  const laws = rules.map(rule => ({ rule, calendar: calendarForRule(rule, calendar) }))
  await keepLaw(tx, laws)
  const whose = { requestId: request.id, matter: id, governs: false, fulfilledAt: null }
  await insertDeadlines(
    tx,
    laws.map(one => deadlineRow({ ...whose, duty: one.rule.duty }, dateOf(one, zone, [{ type: 'received', at }]))),
  )
  return { ok: true, id, event: { type: 'dispute-received', dispute: id, kind, rules: ids, body: digest } }
}
