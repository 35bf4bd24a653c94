import { and, eq, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Scope } from '#lib/db/begin.ts'
import { hasDispute, hasLateDuty } from './duties-store.ts'
import { life, type Right, type Status, statuses } from './status.ts'
import { requests } from './table.ts'

/** The lists a desk works from. `duties`: a complaint or an appeal waits, or another duty beside the answer is late. `open` leaves out what nobody has proved yet: a flood of invented requests must not bury a real one. */
export const workFilters = [
  'open',
  'overdue',
  'duties',
  'soon',
  'officer',
  'failed',
  'mine',
  'unassigned',
  'person',
  'closed',
] as const
export type WorkFilter = (typeof workFilters)[number]

/** What any of these lists may be narrowed to besides; all of it together. */
export type Narrowing = { right?: Right; rule?: string; status?: Status; country?: string }

/** How many days before the due date a request is pressing. */
export const soonDays = 7

const where = (fits: (status: Status) => boolean) => statuses.filter(fits)

/** Proved and unanswered: what the law's clock runs for and an officer can still do something about. */
export const liveStatuses = where(status => life[status].open && life[status].waitsFor !== 'person')

// Written out, not as parameters, so that the planner sees that the partial index request_urgent answers it.
export const isLive = sql`${requests.status} in (${sql.raw(liveStatuses.map(status => `'${status}'`).join(', '))})`

/**
 * A source or a collection of the current attempt that could not be read: SQL over `request`. Two questions apart, each of a small index
 * (search_failed, coverage_failed): the list counts this of every live request on every page.
 */
export const hasFailed = sql`(exists (select from dossier.search s where s.request_id = ${requests.id} and s.attempt = ${requests.attempt} and s.state = 'failed')
  or exists (select from dossier.coverage c where c.request_id = ${requests.id} and c.attempt = ${requests.attempt} and c.result = 'failed'))`

/** Each list as a condition on `request`. `zone` is the organisation's: "in seven days" is a matter of civil days there. */
export function workConditions(
  { actor, now }: Pick<Scope, 'actor' | 'now'>,
  zone: string,
): { [filter in WorkFilter]: SQL } {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  // A clock that stands still is not overdue, whatever day it was to reach.
  const overdue = and(lte(requests.dueAt, now), isNull(requests.pausedSince))!
  const status = (fits: (status: Status) => boolean) => inArray(requests.status, where(fits))
  return {
    open: isLive,
    overdue: and(isLive, overdue)!,
    duties: or(hasDispute, hasLateDuty(now, isLive))!,
    soon: and(
      isLive,
      isNull(requests.pausedSince),
      sql`${requests.dueAt} > ${now.toString()}::timestamptz`,
      lte(requests.dueOn, today.add({ days: soonDays })),
    )!,
    officer: and(
      isLive,
      status(one => life[one].waitsFor === 'officer'),
    )!,
    failed: and(isLive, hasFailed)!,
    mine: and(isLive, actor.kind === 'system' ? sql`false` : eq(requests.assignedTo, actor.id))!,
    unassigned: and(isLive, isNull(requests.assignedTo))!,
    person: status(one => life[one].open && life[one].waitsFor === 'person'),
    closed: status(one => !life[one].open),
  }
}

/** A narrowing as a condition on `request`; undefined when there is none. */
export const narrowed = ({ right, rule, status, country }: Narrowing): SQL | undefined =>
  and(
    right && eq(requests.right, right),
    rule ? sql`${rule} = any(${requests.rules})` : undefined,
    status && eq(requests.status, status),
    country ? eq(requests.country, country) : undefined,
  )

/** Whole civil days from today until a date: 0 is today, negative is past. */
export const daysUntil = (date: Temporal.PlainDate, today: Temporal.PlainDate): number => today.until(date).days
