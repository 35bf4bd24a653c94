import type { Temporal } from 'temporal-polyfill'
import type { ClockEvent } from './clock-events.ts'
import type { Derivation } from './due.ts'
import { later } from './pauses.ts'

/** Days left for the notice under GDPR Art. 12(4) when nobody ever proved who they are. */
const DAYS_BEFORE_DUE = 3

/**
 * The civil day on which a request that was never proved lapses, with the notice the law wants: three days before it
 * would be due, and never before the day after receipt. Undefined once identity was proved, or was never asked for.
 */
export function lapseDate(
  events: readonly ClockEvent[],
  { startDate, dueDate }: Pick<Derivation, 'startDate' | 'dueDate'>,
): Temporal.PlainDate | undefined {
  const asked = events.some(event => event.type === 'identity-asked')
  const proved = events.some(event => event.type === 'identity-given')
  if (!asked || proved) return undefined
  return later(dueDate.subtract({ days: DAYS_BEFORE_DUE }), startDate.add({ days: 1 }))
}
