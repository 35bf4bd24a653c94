import { Temporal } from 'temporal-polyfill'
import type { Random } from './random.ts'

/** The day the demo is set on. No row is younger; a fixed day keeps every row the same, whenever it is planted. */
export const asOf = Temporal.Instant.from('2026-11-16T09:00:00Z')

/** An instant, to the second, from `days` days before the demo's day up to `until` (default: that day itself). */
export const withinLast = (random: Random, days: number, until: Temporal.Instant = asOf): Temporal.Instant => {
  const from = asOf.subtract({ hours: 24 * days })
  const seconds = Math.max(1, Math.floor((until.epochMilliseconds - from.epochMilliseconds) / 1000))
  return from.add({ seconds: random.below(seconds) })
}

/** `from` plus one second up to `hours` hours, never past the demo's day. */
export const soonAfter = (random: Random, from: Temporal.Instant, hours: number): Temporal.Instant => {
  const later = from.add({ seconds: 1 + random.below(hours * 3600) })
  return Temporal.Instant.compare(later, asOf) > 0 ? asOf : later
}
