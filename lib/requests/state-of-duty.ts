import type { Temporal } from 'temporal-polyfill'
import { type DutyState, dutyState } from '#lib/deadlines/duty-state.ts'
import { isOpen } from './status.ts'
import type { RequestRow } from './store.ts'
import type { deadlines } from './table.ts'

type Duty = Pick<typeof deadlines.$inferSelect, 'matter' | 'governs' | 'fulfilledAt' | 'dueAt'>

/**
 * Where a duty of a request stands. A complaint or an appeal is a matter of its own, wanted also after the request has ended; and a clock
 * that stands still is not late, whatever day it was to reach. Pure.
 */
export function stateOfDuty(
  duty: Duty,
  request: Pick<RequestRow, 'id' | 'status' | 'pausedSince'>,
  now: Temporal.Instant,
): DutyState {
  const state = dutyState(duty, duty.matter !== request.id || isOpen(request.status), now)
  return state === 'overdue' && duty.governs && request.pausedSince ? 'open' : state
}
