import type { Temporal } from 'temporal-polyfill'
import type { Scope, Tx } from '#lib/db/begin.ts'
import { type ClockEvent, historyOf } from '#lib/deadlines/clock-events.ts'
import { computeDue, type Derivation, type DueInput } from '#lib/deadlines/due.ts'
import { lapseDate } from '#lib/deadlines/lapse.ts'
import { computePlural, type Plural } from '#lib/deadlines/plural.ts'
import type { Rule } from '#lib/deadlines/rule-schema.ts'
import { endOfDay } from '#lib/deadlines/zone.ts'
import type { Dates } from '#lib/history/events.ts'
import { keepLaw, type Law } from '#lib/law/keep-law.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { lawOf, type RequestLaw } from './law-of.ts'
import { amend, deleteDeadlines, insertDeadlines, type NewDeadline, type RequestRow, readFulfilled } from './store.ts'

/** The dates of a request: of the answer under every rule that applies, and of the duties beside it. */
export type RequestDates = Plural & { ok: true; beside: readonly Derivation[] }

/** The law's input for each rule that wants an answer: rule and calendar as the request keeps them, history so far. */
export function dueInputs(
  { zone, answers }: RequestLaw,
  clock: readonly ClockEvent[],
  asOf?: Temporal.Instant,
): DueInput[] {
  const history = historyOf(zone, clock, asOf)
  if (!history) throw new Error('A request without its receipt has no dates.')
  return answers.map(({ rule, calendar }) => withoutLateQuestions({ rule, calendar, history }))
}

/**
 * A question asked after the last day pauses nothing, and is no fault either: one asked in time under one law may be late under another
 * that turns out to apply. It stays in the request's history and, with its answer, out of that rule's clock.
 */
function withoutLateQuestions(input: DueInput): DueInput {
  const computed = computeDue(input)
  if (computed.ok || computed.why !== 'pause_after_due') return input
  const kept: ClockEvent[] = []
  const until = (events: readonly ClockEvent[]) => ({ ...input, history: { ...input.history, events } })
  for (const event of input.history.events) {
    const read = computeDue(until([...kept, event]))
    if (read.ok || (read.why !== 'pause_after_due' && read.why !== 'resume_without_pause')) kept.push(event)
  }
  return until(kept)
}

/** Dates of a request under every rule that applies, from its clock alone. @throws when the clock cannot be read: a fault of ours. */
export function deriveDates(law: RequestLaw, clock: readonly ClockEvent[], asOf?: Temporal.Instant): RequestDates {
  const [first, ...others] = dueInputs(law, clock, asOf)
  if (!first) throw new Error('A request is always under at least one rule.')
  const plural = computePlural([first, ...others])
  if (!plural.ok) throw new Error(`The clock of a request cannot be read under ${plural.ruleId}: ${plural.why}`)
  return { ...plural, beside: law.beside.map(one => dateOf(one, law.zone, clock)) }
}

/** The date of one duty that runs beside the answer, or of a matter of its own. */
export function dateOf({ rule, calendar }: Law, zone: string, clock: readonly ClockEvent[]): Derivation {
  // An extension gives more time to answer, and to nothing else.
  const events = clock.filter(
    event =>
      event.type !== 'extension-notified' && event.type !== 'date-set' && !event.type.startsWith('clarification-'),
  )
  const computed = computeDue({ rule, calendar, history: historyOf(zone, events)! })
  if (!computed.ok) throw new Error(`The clock cannot be read under ${rule.id}: ${computed.why}`)
  return computed.value
}

/** The governing dates as the history tells them. */
export const datesOf = (derivation: Derivation): Dates => {
  const { dueDate, dueAtExclusive, safeDate, paused, ruleId, ruleVersion, calendarVersion, zone } = derivation
  return {
    dueOn: dueDate.toString(),
    dueAt: dueAtExclusive.toString(),
    safeOn: safeDate.toString(),
    ...(paused.openSince && { pausedSince: paused.openSince.toString() }),
    law: { rule: ruleId, version: ruleVersion, calendar: calendarVersion, zone },
  }
}

/** The governing dates as the request's row caches them for the work list. */
export const cachedDates = ({ dueDate, dueAtExclusive, safeDate, paused }: Derivation) => ({
  dueOn: dueDate,
  dueAt: dueAtExclusive,
  safeOn: safeDate,
  pausedSince: paused.openSince,
})

/** When an unproved request lapses: the first instant of that day in the controller's zone. */
export function lapseInstant(clock: readonly ClockEvent[], governing: Derivation): Temporal.Instant {
  const day = lapseDate(clock, governing) ?? governing.dueDate
  return endOfDay(day.subtract({ days: 1 }), governing.zone)
}

/** Step: derives the dates of a locked request anew from its clock, saves them and caches the governing one on its row. */
export async function moveDates(
  scope: Scope,
  request: RequestRow,
  clock: readonly ClockEvent[],
  rules: readonly string[] = request.rules,
): Promise<{ request: RequestRow; dates: RequestDates }> {
  const law = await lawOf(scope.tx, request, (await readOrganisation(scope.tx))!, rules)
  const dates = deriveDates(law, clock)
  const change = { ...cachedDates(dates.governing), ...(rules !== request.rules && { rules: [...rules] }) }
  const moved = await amend(scope, request, change)
  await saveDeadlines(scope.tx, request.id, law, dates)
  return { request: moved, dates }
}

/** Step: replaces the deadline rows of a request by freshly derived ones, and keeps the law they were counted with. */
export async function saveDeadlines(
  tx: Tx,
  requestId: string,
  law: RequestLaw,
  dates: RequestDates,
  isNew = false,
): Promise<void> {
  await keepLaw(tx, [...law.answers, ...law.beside])
  // A visitor may add rows to what they asked, reads none and takes none away.
  const fulfilled = isNew ? new Map<string, Temporal.Instant>() : await readFulfilled(tx, requestId)
  if (!isNew) await deleteDeadlines(tx, requestId)
  const row = (duty: Rule['duty'], derivation: Derivation, governs: boolean) =>
    deadlineRow({ requestId, matter: requestId, duty, governs, fulfilledAt: fulfilled.get(duty) ?? null }, derivation)
  await insertDeadlines(tx, [
    ...dates.derivations.map(derivation => row('answer', derivation, derivation === dates.governing)),
    ...dates.beside.map((derivation, index) => row(law.beside[index]!.rule.duty, derivation, false)),
  ])
}

type Whose = Pick<NewDeadline, 'requestId' | 'matter' | 'duty' | 'governs' | 'fulfilledAt'>

/** One derivation as a row: the dates, the steps, and the versions anybody can recompute them from. */
export const deadlineRow = (whose: Whose, derivation: Derivation): NewDeadline => ({
  ...whose,
  rule: derivation.ruleId,
  ruleVersion: derivation.ruleVersion,
  calendarVersion: derivation.calendarVersion,
  zone: derivation.zone,
  startOn: derivation.startDate,
  baseDueOn: derivation.baseDue,
  dueOn: derivation.dueDate,
  dueAt: derivation.dueAtExclusive,
  safeOn: derivation.safeDate,
  noticeBy: derivation.extensionNoticeBySafe ?? derivation.baseDue,
  status: derivation.status,
  confirmed: derivation.confirmed,
  steps: derivation.steps,
})
