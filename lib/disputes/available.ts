import type { Temporal } from 'temporal-polyfill'
import { accompanying } from '#lib/deadlines/duties.ts'
import type { Rule } from '#lib/deadlines/rule-schema.ts'
import type { Status } from '#lib/requests/status.ts'
import type { DisputeKind } from './dispute-words.ts'

/** Which duty each kind of dispute brings, and so which laws know it. */
const duties = {
  complaint: ['complaint_acknowledgement', 'grievance'],
  appeal: ['appeal_decision'],
} as const satisfies Record<DisputeKind, readonly Rule['duty'][]>

/**
 * The rules under which a request can be complained about, or its refusal appealed against, on a day; none where no law of the
 * request knows it. An appeal is against a refusal, so there must be one. Pure.
 */
export function disputeRules(
  kind: DisputeKind,
  { answers, status }: { answers: readonly Pick<Rule, 'regime'>[]; status: Status },
  on: Temporal.PlainDate,
  rules: readonly Rule[],
): Rule[] {
  if (kind === 'appeal' && status !== 'refused') return []
  return accompanying(answers, on, duties[kind], rules)
}
