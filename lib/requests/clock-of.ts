import { Temporal } from 'temporal-polyfill'
import type { ClockEvent } from '#lib/deadlines/clock-events.ts'
import type { HistoryEvent } from '#lib/history/events.ts'
import type { Entry } from '#lib/history/read-stream.ts'

type Told = Pick<Entry, 'at' | 'event'>

/**
 * What moved the clock of a request, from its history. Pure. Asking for the proof of an address is asking for identity and
 * the proof is giving it; what that means for the clock is the rule's business (Art. 12(6) GDPR; UK GDPR Art. 12A).
 */
export const clockOf = (history: readonly Told[]): ClockEvent[] =>
  history.flatMap(({ at, event }) => clockEvent(at, event))

function clockEvent(at: Temporal.Instant, event: HistoryEvent): ClockEvent[] {
  switch (event.type) {
    case 'request-submitted':
      return [{ type: 'received', at: Temporal.Instant.from(event.receivedAt) }]
    case 'link-sent':
      return [{ type: 'identity-asked', at }]
    case 'address-proved':
      return [{ type: 'identity-given', at }]
    case 'proof-asked':
      return [{ type: 'identity-asked', at }]
    case 'proof-given':
      return [{ type: 'identity-given', at }]
    case 'fee-asked':
    case 'fee-paid':
      return [{ type: event.type, at }]
    case 'date-set':
      return [{ type: 'date-set', at, ruleId: event.rule, to: Temporal.PlainDate.from(event.on) }]
    case 'deadline-extended':
      return event.under.map(ruleId => ({ type: 'extension-notified' as const, at, ruleId }))
    default:
      return []
  }
}
