import { Temporal } from 'temporal-polyfill'

type Dated = { number: number; effectiveOn: Temporal.PlainDate }

/** The version in force on a day; undefined before the first. Pure. */
export const inForce = <Notice extends Dated>(notices: readonly Notice[], on: Temporal.PlainDate): Notice | undefined =>
  notices
    .filter(one => Temporal.PlainDate.compare(one.effectiveOn, on) <= 0)
    .toSorted(byDay)
    .at(-1)

const byDay = (one: Dated, other: Dated) => Temporal.PlainDate.compare(one.effectiveOn, other.effectiveOn)

/**
 * The two versions an answer quotes (policy: the version in force when data was collected, and today's): pure, for whoever writes a
 * package. `collectedOn` undefined: no date is known, and today's alone is quoted.
 */
export function quoted<Notice extends Dated>(
  notices: readonly Notice[],
  { collectedOn, today }: { collectedOn: Temporal.PlainDate | undefined; today: Temporal.PlainDate },
): { collected: Notice | undefined; today: Notice | undefined } {
  return { collected: collectedOn && inForce(notices, collectedOn), today: inForce(notices, today) }
}
