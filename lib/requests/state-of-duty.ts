import type { Temporal } from 'temporal-polyfill'
import { type DutyState, dutyState } from '#lib/deadlines/duty-state.ts'
import type { Step } from '#lib/deadlines/steps.ts'
import { isOpen } from './status.ts'
import type { RequestRow } from './store.ts'
import type { deadlines } from './table.ts'

type Duty = Pick<typeof deadlines.$inferSelect, 'matter' | 'fulfilledAt' | 'dueAt' | 'steps'>

/** Under the law of this duty, whichever of several governs. */
const standsStill = ({ steps }: Duty) => (steps as Step[]).some(({ code }) => code === 'pause-open')

/**
 * Where a duty of a request stands. A complaint or an appeal is a matter of its own, wanted also after the request has ended; and a clock
 * that stands still is not late, whatever day it was to reach. Pure.
 */
export function stateOfDuty(duty: Duty, request: Pick<RequestRow, 'id' | 'status'>, now: Temporal.Instant): DutyState {
  const state = dutyState(duty, duty.matter !== request.id || isOpen(request.status), now)
  return state === 'overdue' && standsStill(duty) ? 'open' : state
}
