import { Temporal } from 'temporal-polyfill'
import type { Level } from '#lib/assurance/levels.ts'
import { wantedAfter } from '#lib/assurance/wanted-proof.ts'
import { type ClockEvent, type QuestionType, questions, type Topic } from '#lib/deadlines/clock-events.ts'
import type { CarriedEvent, HistoryEvent } from '#lib/history/events.ts'
import type { Entry } from '#lib/history/read-stream.ts'

type Told = Pick<Entry, 'at' | 'event'>

/**
 * What moved the clock of a request, from its history. Pure. Asking for the proof of an address is asking for identity and
 * the proof is giving it; what that means for the clock is the rule's business (Art. 12(6) GDPR; UK GDPR Art. 12A).
 */
export function clockOf(history: readonly Told[]): ClockEvent[] {
  const clock: ClockEvent[] = []
  let wanted: Level | null = null
  for (const { at, event } of history) {
    // Who asks was proved in the request before: nothing is asked, and the day of the question governs, not that of its reopening.
    if (event.type === 'proof-carried-over') {
      clock.push(...(event.clock ?? []).map(broughtOver))
      continue
    }
    const before = wanted
    wanted = wantedAfter(before, event)
    if (before && !wanted) clock.push({ type: 'identity-given', at })
    else clock.push(...clockEvent(at, event))
  }
  return clock
}

/** What moved a clock and is done with, for the history of the request that goes on: a question that nobody answered ended with the request. Pure. */
export const carryOver = (clock: readonly ClockEvent[]): CarriedEvent[] =>
  clock
    .filter((event, index) => event.type !== 'received' && !isUnanswered(event, clock.slice(index + 1)))
    .map(event => ({
      ...{ type: event.type, at: event.at.toString() },
      ...('ruleId' in event && event.ruleId && { rule: event.ruleId }),
      ...('to' in event && { day: event.to.toString() }),
      ...('newDate' in event && event.newDate && { day: event.newDate.toString() }),
    }))

/** And back: what was carried over as it moved the clock when it happened. Pure. */
export function broughtOver({ type, at: iso, rule, day }: CarriedEvent): ClockEvent {
  const at = Temporal.Instant.from(iso)
  if (type === 'date-set') return { type, at, ruleId: rule!, to: Temporal.PlainDate.from(day!) }
  if (type !== 'extension-notified') return { type: type as QuestionType, at }
  return { type, at, ...(rule && { ruleId: rule }), ...(day && { newDate: Temporal.PlainDate.from(day) }) }
}

/** What an event asks or answers; undefined where it is no question. */
const questionOf = ({ type }: ClockEvent) => (type in questions ? questions[type as QuestionType] : undefined)

function isUnanswered(event: ClockEvent, later: readonly ClockEvent[]): boolean {
  const question = questionOf(event)
  if (question?.turn !== 'asked') return false
  const same = later.flatMap(one => questionOf(one) ?? []).filter(({ topic }) => topic === question.topic)
  return !same.some(({ turn }) => turn === 'answered')
}

/** Whether a question of this kind waits for its answer. Pure. */
export function isAsked(clock: readonly ClockEvent[], topic: Topic): boolean {
  const last = clock.flatMap(event => questionOf(event) ?? []).findLast(one => one.topic === topic)
  return last?.turn === 'asked'
}

function clockEvent(at: Temporal.Instant, event: HistoryEvent): ClockEvent[] {
  switch (event.type) {
    case 'request-submitted':
      return [{ type: 'received', at: Temporal.Instant.from(event.receivedAt) }]
    case 'link-sent':
    case 'code-made':
      return [{ type: 'identity-asked', at }]
    case 'address-proved':
    case 'post-proved':
      return [{ type: 'identity-given', at }]
    case 'clarification-asked':
      return [{ type: 'clarification-asked', at }]
    case 'clarification-answered':
      return [{ type: 'clarification-answered', at }]
    case 'proof-asked':
      return [{ type: 'identity-asked', at }]
    case 'fee-asked':
    case 'fee-paid':
      return [{ type: event.type, at }]
    case 'date-set':
      return [{ type: 'date-set', at, ruleId: event.rule, to: Temporal.PlainDate.from(event.on) }]
    case 'deadline-extended':
      return extensionsNotified(event.under, at, event.newDate ? Temporal.PlainDate.from(event.newDate) : undefined)
    default:
      return []
  }
}

/** The notice of an extension, under each rule it is one. */
export const extensionsNotified = (
  under: readonly string[],
  at: Temporal.Instant,
  newDate?: Temporal.PlainDate,
): ClockEvent[] => under.map(ruleId => ({ type: 'extension-notified', at, ruleId, ...(newDate && { newDate }) }))
