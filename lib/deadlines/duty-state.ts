import { Temporal } from 'temporal-polyfill'

/** Where a duty stands. `ended`: the request ended without it, so nobody waits for it any more. */
export type DutyState = 'done' | 'overdue' | 'open' | 'ended'

/** Lateness is derived from the clock and the date, never typed. `wanted`: the matter of the duty is still open. */
export function dutyState(
  { fulfilledAt, dueAt }: { fulfilledAt: Temporal.Instant | null; dueAt: Temporal.Instant },
  wanted: boolean,
  now: Temporal.Instant,
): DutyState {
  if (fulfilledAt) return 'done'
  if (!wanted) return 'ended'
  return Temporal.Instant.compare(dueAt, now) <= 0 ? 'overdue' : 'open'
}
