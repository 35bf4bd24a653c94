import { Temporal } from 'temporal-polyfill'
import { type ClockEvent, type ExtensionNotified, type History, questions, type Topic } from './clock-events.ts'
import { datesOf, type Extension, type Law } from './dates.ts'
import type { DueError } from './due-error.ts'
import { type Effect, effectsOf } from './effects.ts'
import { isAfter, later, type Pause } from './pauses.ts'
import { citeFor, type Step } from './steps.ts'
import { civilDate } from './zone.ts'

/** A history as one rule reads it. `waitingFor`: the clock has not started; dates are counted from receipt until it does. */
export type Clock = {
  start: Temporal.PlainDate
  waitingFor: Topic[]
  pauses: Pause[]
  extension: Extension | undefined
  steps: Step[]
}

type Reading = {
  law: Law
  effects: Record<Topic, Effect>
  start: Temporal.PlainDate
  open: Map<Topic, Temporal.PlainDate>
  closed: Pause[]
  extension: Extension | undefined
  steps: Step[]
}

/**
 * Reads events in the order they happened, in the controller's civil dates, and refuses what the law does not know:
 * an answer without a question, a pause after the last day, an extension where none exists or a second one.
 */
export function readClock(history: History, law: Law): Clock | DueError {
  const received = civilDate(history.receivedAt, history.zone)
  const reading: Reading = {
    law,
    effects: effectsOf(law.rule, law.policy),
    start: received,
    open: new Map(),
    closed: [],
    extension: undefined,
    steps: [{ code: 'received', params: {}, date: received.toString(), cite: citeFor(law.rule, 'start') }],
  }
  const events = history.events.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
  let last = received
  for (const event of events) {
    if (event.type === 'received' || event.type === 'date-set') continue
    const on = civilDate(event.at, history.zone)
    if (isAfter(received, on)) return 'invalid_date'
    const error = readEvent(reading, event, on)
    if (error) return error
    last = on
  }
  const asOf = history.asOf ? later(last, civilDate(history.asOf, history.zone)) : last
  return close(reading, asOf)
}

type LaterEvent = Exclude<ClockEvent, { type: 'received' | 'date-set' }>

function readEvent(reading: Reading, event: LaterEvent, on: Temporal.PlainDate): DueError | undefined {
  if (event.type === 'extension-notified') return extend(reading, event, on)
  const { topic, turn } = questions[event.type]
  return turn === 'asked' ? ask(reading, topic, on) : answer(reading, topic, on)
}

function ask(reading: Reading, topic: Topic, on: Temporal.PlainDate): DueError | undefined {
  const { effects, open, steps, law } = reading
  // Asked again before an answer: the pause runs from the first question.
  if (open.has(topic)) return undefined
  const effect = effects[topic]
  const iso = on.toString()
  if (effect === 'none') {
    steps.push({ code: 'clock-runs-on', params: { topic }, date: iso, cite: citeFor(law.rule, 'start') })
  } else if (hasStarted(reading) && isAfter(on, datesOf(stateOn(reading, on), law).due)) return 'pause_after_due'
  open.set(topic, on)
  if (effect === 'reflection') reflect(reading, on)
  return undefined
}

/** Swiss DPO 19(3): the period begins when the time for reflecting on the announced fee is over. */
function reflect(reading: Reading, on: Temporal.PlainDate): void {
  const days = reading.law.rule.start.reflection_days!
  reading.start = later(reading.start, on.add({ days }))
  const cite = citeFor(reading.law.rule, 'start')
  const params = { asked: on.toString(), days }
  reading.steps.push({ code: 'fee-reflection', params, date: reading.start.toString(), cite })
}

function answer(reading: Reading, topic: Topic, on: Temporal.PlainDate): DueError | undefined {
  const asked = reading.open.get(topic)
  if (!asked) return 'resume_without_pause'
  reading.open.delete(topic)
  const effect = reading.effects[topic]
  if (effect === 'suspends') reading.closed.push({ topic, from: asked, until: on, open: false })
  if (effect === 'starts') {
    reading.start = on
    const code = topic === 'fee' ? 'fee-received' : 'identity-received'
    const cite = citeFor(reading.law.rule, 'start')
    reading.steps.push({ code, params: { asked: asked.toString() }, date: on.toString(), cite })
  }
  return undefined
}

function extend(reading: Reading, event: ExtensionNotified, on: Temporal.PlainDate): DueError | undefined {
  const { rule } = reading.law
  if (event.ruleId !== undefined && event.ruleId !== rule.id) return undefined
  if (!rule.extension) return 'extension_not_available'
  if (reading.extension) return 'extension_already_used'
  const { baseDue } = datesOf(stateOn(reading, on), reading.law)
  const newDate = rule.extension.total_from_start ? undefined : event.newDate
  // A notice that must name its date and does not, or names one that is not later, extends nothing.
  if (!rule.extension.total_from_start && !(newDate && isAfter(newDate, baseDue))) return 'extension_not_available'
  reading.extension = { notifiedOn: on, inTime: !hasStarted(reading) || !isAfter(on, baseDue), newDate }
  return undefined
}

function close(reading: Reading, asOf: Temporal.PlainDate): Clock {
  const waitingFor = waiting(reading)
  const steps = waitingFor.map(topic => {
    const date = reading.open.get(topic)!.toString()
    return { code: 'clock-waits', params: { topic }, date, cite: citeFor(reading.law.rule, 'start') } satisfies Step
  })
  return { ...stateOn(reading, asOf), waitingFor, steps: [...reading.steps, ...steps] }
}

/** The clock as it stood on a day: a question still open has held it at least until then. */
function stateOn({ start, closed, open, effects, extension }: Reading, on: Temporal.PlainDate) {
  const held = [...open].filter(([topic]) => effects[topic] === 'suspends')
  const pauses = [...closed, ...held.map(([topic, from]) => ({ topic, from, until: on, open: true }))]
  return { start, pauses, extension }
}

function waiting({ open, effects }: Reading): Topic[] {
  return [...open.keys()].filter(topic => effects[topic] === 'starts')
}

function hasStarted(reading: Reading): boolean {
  return waiting(reading).length === 0
}
