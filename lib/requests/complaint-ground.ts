import type { Temporal } from 'temporal-polyfill'
import type { Entry } from '#lib/history/read-stream.ts'
import { isOpen, type Status } from './status.ts'

/** Why somebody may want to complain; null while there is nothing to complain about. */
export type ComplaintGround = 'refused' | 'late' | 'incomplete'

type Standing = { status: Status; dueAt: Temporal.Instant }

/** Pure. A refusal comes before lateness, lateness before what is missing: the graver is named. */
export function complaintGround(
  { status, dueAt }: Standing,
  history: readonly Entry[],
  now: Temporal.Instant,
): ComplaintGround | null {
  if (history.some(({ event }) => event.type === 'request-refused')) return 'refused'
  const released = history.find(({ event }) => event.type === 'package-released')
  const answered = released?.at ?? (isOpen(status) ? now : undefined)
  if (answered && dueAt.epochMilliseconds <= answered.epochMilliseconds) return 'late'
  return released?.event.type === 'package-released' && !released.event.complete ? 'incomplete' : null
}
