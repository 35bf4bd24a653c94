import type { HistoryEvent } from '#lib/history/events.ts'
import { highest, type Level, reaches } from './levels.ts'

/**
 * The level that was asked for and has not been shown, after one more event; null while nothing is. Pure. Proof that nobody had asked for
 * answers nothing, and less than was asked for is no answer: for the clock as for the release.
 */
export function wantedAfter(wanted: Level | null, event: HistoryEvent): Level | null {
  if (event.type === 'proof-asked') return highest([wanted ?? 'L0', event.level ?? 'L2'])
  if (event.type !== 'proof-given' || !wanted) return wanted
  return reaches(event.level ?? 'L2', wanted) ? null : wanted
}
