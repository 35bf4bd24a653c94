import { Temporal } from 'temporal-polyfill'
import type { Topic } from './clock-events.ts'
import type { PauseCount } from './rule-schema.ts'

/** A stretch in which the clock stood still. `open`: not answered yet, `until` is the last day known. */
export type Pause = { topic: Topic; from: Temporal.PlainDate; until: Temporal.PlainDate; open: boolean }
export type CountedPause = Pause & { days: number }

/**
 * Pauses as days to add. A day is never given twice: overlapping and touching pauses become one. Days before the clock
 * started, and the day it starts, would not have counted anyway. `exclusive` = answered − asked, `inclusive` = both end
 * days too (DPA 2018 s.54(3C)(b)). A pause that is still open is told even while it gives no day.
 */
export function countPauses(pauses: readonly Pause[], start: Temporal.PlainDate, count: PauseCount): CountedPause[] {
  return merge(pauses)
    .map(pause => {
      const [from, until] = [later(pause.from, start), later(pause.until, start)]
      const bothEnds = count === 'inclusive' && !isAfter(start, pause.from)
      return { ...pause, from, until, days: from.until(until).days + (bothEnds ? 1 : 0) }
    })
    .filter(({ open, days, from }) => open || days > 0 || isAfter(from, start))
}

/** The later of two civil dates. */
export function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return isAfter(a, b) ? a : b
}

export function isAfter(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) > 0
}

function merge(pauses: readonly Pause[]): Pause[] {
  const merged: Pause[] = []
  for (const pause of pauses.toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from))) {
    const last = merged.at(-1)
    if (!last || isAfter(pause.from, last.until)) merged.push(pause)
    else merged[merged.length - 1] = { ...last, until: later(last.until, pause.until), open: last.open || pause.open }
  }
  return merged
}
