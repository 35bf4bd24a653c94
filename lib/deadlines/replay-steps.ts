import { Temporal } from 'temporal-polyfill'
import { addPeriod, type Calendar, rollForward } from './calendar.ts'
import { later } from './pauses.ts'
import type { Step } from './steps.ts'

/** The due date the steps lead to, or the position (from 0) of the first step that does not follow from those before. */
export type Replay = { ok: true; due: Temporal.PlainDate } | { ok: false; at: number }

type Position = { start: Temporal.PlainDate; day: Temporal.PlainDate }

/**
 * Recomputes a stored derivation step by step, from nothing but the steps and the calendar of its recorded version: what
 * an auditor does with pencil and almanac.
 */
export function replaySteps(steps: readonly Step[], calendar: Calendar): Replay {
  const [first] = steps
  if (first?.code !== 'received') return { ok: false, at: 0 }
  const received = Temporal.PlainDate.from(first.date)
  let position: Position = { start: received, day: received }
  for (const [at, step] of steps.entries()) {
    position = follow(position, step, calendar)
    if (arrivesAt(step) && position.day.toString() !== step.date) return { ok: false, at }
  }
  return { ok: true, due: position.day }
}

function follow({ start, day }: Position, step: Step, calendar: Calendar): Position {
  switch (step.code) {
    case 'received':
    case 'clock-waits':
    case 'clock-runs-on':
    case 'extension-notified':
    case 'extension-late':
    case 'unconfirmed':
      return { start, day }
    case 'identity-received':
    case 'fee-received': {
      const given = later(start, Temporal.PlainDate.from(step.date))
      return { start: given, day: given }
    }
    case 'fee-reflection': {
      const asked = Temporal.PlainDate.from(step.params.asked)
      const reflected = later(start, asked.add({ days: step.params.days }))
      return { start: reflected, day: reflected }
    }
    case 'period':
    case 'extension':
      return { start, day: addPeriod(calendar, start, step.params) }
    case 'pause':
    case 'pause-open':
      return { start, day: day.add({ days: step.params.days }) }
    case 'roll':
      return { start, day: rollForward(calendar, day, step.params.kind) }
    case 'extension-named':
    case 'date-set':
      return { start, day: Temporal.PlainDate.from(step.date) }
  }
}

/** Steps that only report something carry the day it happened, which is not where the count stands. */
function arrivesAt({ code }: Step): boolean {
  return code !== 'clock-waits' && code !== 'clock-runs-on' && code !== 'extension-notified'
}
