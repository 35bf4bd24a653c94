import type { Temporal } from 'temporal-polyfill'
import type { Entry } from '#lib/history/read-stream.ts'
import { isLate } from './is-late.ts'
import { standingRefusal } from './standing-refusal.ts'
import { isOpen } from './status.ts'
import type { RequestRow } from './store.ts'

/** Why somebody may want to complain; null while there is nothing to complain about. */
export type ComplaintGround = 'refused' | 'late' | 'withheld' | 'incomplete'

type Standing = Pick<RequestRow, 'status' | 'dueAt' | 'pausedSince'>

/** Pure. A refusal comes before lateness, lateness before what is missing: the graver is named. */
export function complaintGround(
  request: Standing,
  history: readonly Entry[],
  now: Temporal.Instant,
): ComplaintGround | null {
  const refusal = standingRefusal(history)
  if (refusal?.extent === 'whole') return 'refused'
  const released = history.find(({ event }) => event.type === 'package-released')
  const answered = released?.at ?? (isOpen(request.status) ? now : undefined)
  if (answered && isLate(request, answered)) return 'late'
  if (refusal?.by.event.type !== 'package-released') return null
  return refusal.by.event.withheld ? 'withheld' : 'incomplete'
}
