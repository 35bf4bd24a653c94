import type { Step } from '#lib/deadlines/steps.ts'
import type { Entry } from '#lib/history/read-stream.ts'
import { clockOf } from './clock-of.ts'
import { deriveDates } from './derive-dates.ts'
import type { RequestLaw } from './law-of.ts'

/**
 * How each date that the history tells came about, by the version of its event: recomputed from the events up to it and the law the
 * request keeps. Only where that arrives at the very date that was told: under another law of its day it would explain another one.
 */
export function derivationsOf(history: readonly Entry[], law: RequestLaw): Map<number, readonly Step[]> {
  const found = new Map<number, readonly Step[]>()
  for (const [index, { version, event }] of history.entries()) {
    if (!('dueOn' in event)) continue
    const clock = clockOf(history.slice(0, index + 1))
    // Asking for the proof of the mailbox is told right after the receipt, and belongs to the same moment.
    const asked = event.type === 'request-submitted' && history[index + 1]?.event.type === 'link-sent'
    const { governing } = deriveDates(law, asked ? clockOf(history.slice(0, index + 2)) : clock)
    if (governing.dueDate.toString() === event.dueOn) found.set(version, governing.steps)
  }
  return found
}
