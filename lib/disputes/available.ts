import { Temporal } from 'temporal-polyfill'
import { accompanying } from '#lib/deadlines/duties.ts'
import type { Rule } from '#lib/deadlines/rule-schema.ts'
import { civilDate } from '#lib/deadlines/zone.ts'
import type { Entry } from '#lib/history/read-stream.ts'
import { standingRefusal } from '#lib/requests/standing-refusal.ts'
import type { DisputeKind } from './dispute-words.ts'

/** Which duty each kind of dispute brings, and so which laws know it. */
const duties = {
  complaint: ['complaint_acknowledgement', 'grievance'],
  appeal: ['appeal_decision'],
} as const satisfies Record<DisputeKind, readonly Rule['duty'][]>

/**
 * The acts say "within a reasonable period" after the refusal and give no figure (Va. Code 59.1-577(C) and her kin). Once the request is
 * closed we take half a year for reasonable; before, an appeal is never too late.
 */
export const reasonableDays = 183

type Standing = {
  answers: readonly Pick<Rule, 'regime'>[]
  /** The civil day on which the request was closed; null while it is not. */
  closedOn: Temporal.PlainDate | null
  /** The civil day of the refusal that stands, of all that was asked for or of part of it; null when there is none. */
  refusedOn: Temporal.PlainDate | null
}

/**
 * The rules under which a request can be complained about, or its refusal appealed against, on a day; none where no law of the
 * request knows it. A complaint may come at any time. An appeal is against a refusal, so there must be one; a copy that leaves
 * something out is one too. Pure.
 */
export function disputeRules(
  kind: DisputeKind,
  { answers, closedOn, refusedOn }: Standing,
  on: Temporal.PlainDate,
  rules: readonly Rule[],
): Rule[] {
  if (kind === 'appeal' && !refusedOn) return []
  const closed = closedOn !== null && Temporal.PlainDate.compare(closedOn, on) <= 0
  if (kind === 'appeal' && closed && refusedOn!.until(on).days > reasonableDays) return []
  return accompanying(answers, on, duties[kind], rules)
}

/** What a history tells of the days that matter to a dispute. Pure. */
export function standingIn(
  history: readonly Pick<Entry, 'at' | 'event'>[],
  zone: string,
): Pick<Standing, 'closedOn' | 'refusedOn'> {
  const refusal = standingRefusal(history)?.by
  const closing = history.findLast(({ event }) => event.type === 'request-closed')
  return {
    closedOn: closing ? civilDate(closing.at, zone) : null,
    refusedOn: refusal ? civilDate(refusal.at, zone) : null,
  }
}
