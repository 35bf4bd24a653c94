import type { Temporal } from 'temporal-polyfill'

/** What can be asked of a person while a request waits. `identity` includes an agent's authority. */
export type Topic = 'identity' | 'clarification' | 'fee'

/** Which events ask a question of the person and which answer it. */
export const questions = {
  'identity-asked': { topic: 'identity', turn: 'asked' },
  'identity-given': { topic: 'identity', turn: 'answered' },
  'clarification-asked': { topic: 'clarification', turn: 'asked' },
  'clarification-answered': { topic: 'clarification', turn: 'answered' },
  'fee-asked': { topic: 'fee', turn: 'asked' },
  'fee-paid': { topic: 'fee', turn: 'answered' },
} as const satisfies Record<string, { topic: Topic; turn: 'asked' | 'answered' }>
export type QuestionType = keyof typeof questions

/**
 * What moves, or is alleged to move, a statutory clock. What each event means is the rule's business: proof of identity
 * starts the clock in the United Kingdom and moves nothing in California. Sending a magic link is `identity-asked`, the
 * proof is `identity-given`.
 */
export type ClockEvent =
  | { type: 'received'; at: Temporal.Instant }
  | { type: QuestionType; at: Temporal.Instant }
  | ExtensionNotified
  | DateSet

export type ExtensionNotified = {
  type: 'extension-notified'
  at: Temporal.Instant
  /** The rule under which the period was extended; without it, every rule that is computed. */
  ruleId?: string
  /** The date named in the notice, where the law fixes none (CH, SG, KR). */
  newDate?: Temporal.PlainDate
}

/** A date that two people set by hand under one rule; what the law gives stays in the steps beside it. */
export type DateSet = { type: 'date-set'; at: Temporal.Instant; ruleId: string; to: Temporal.PlainDate }

/** A request as the clock sees it. `zone` is the controller's IANA zone, frozen at receipt; every event is dated in it. */
export type History = {
  zone: string
  receivedAt: Temporal.Instant
  events: readonly ClockEvent[]
  /** Now, where the caller has a clock: a pause still open has lasted at least until this day. */
  asOf?: Temporal.Instant
}

/**
 * A history from a stream of clock events. The last `received` counts: a letter's true date of arrival may be entered,
 * and corrected, after the fact.
 * @returns undefined where nothing was ever received.
 */
export function historyOf(zone: string, events: readonly ClockEvent[], asOf?: Temporal.Instant): History | undefined {
  const received = events.findLast(e => e.type === 'received')
  if (!received) return undefined
  return { zone, receivedAt: received.at, events, ...(asOf && { asOf }) }
}
