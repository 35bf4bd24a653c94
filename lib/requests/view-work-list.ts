import { and, asc, desc, inArray, type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Scope } from '#lib/db/begin.ts'
import { type Colleague, readStaff } from '#lib/identity/staff-store.ts'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { hasLateDuty, readWaitingDuties, type WaitingDuty } from './duties-store.ts'
import { life, type Status } from './status.ts'
import { requests } from './table.ts'
import {
  daysUntil,
  hasFailed,
  isLive,
  type Narrowing,
  narrowed,
  soonDays,
  type WorkFilter,
  workConditions,
} from './work-list-store.ts'

/** Where a page of the list begins: after or before one row, by the key the list is ordered by. */
export type Cursor = { direction: 'after' | 'before'; at: string; id: string }

export type WorkQuery = {
  filter: WorkFilter
  narrow?: Narrowing | undefined
  cursor?: Cursor | undefined
  refs?: readonly string[] | undefined
  limit?: number
}

export type WorkRow = {
  ref: string
  status: Status
  waitsFor: (typeof life)[Status]['waitsFor']
  rules: string[]
  country: string
  receivedAt: Temporal.Instant
  dueOn: Temporal.PlainDate
  safeOn: Temporal.PlainDate
  /** Whole days in the organisation's zone; negative is late. Meaningless once `open` is false. */
  daysLeft: number
  safeDaysLeft: number
  overdue: boolean
  /** The clock stands still: a question waits for the person. */
  paused: boolean
  pressing: boolean
  open: boolean
  failed: boolean
  assignee: Colleague | null
  /** What a complaint or an appeal that waits wants next. */
  duty: (WaitingDuty & { late: boolean }) | null
}

export type WorkCounts = { [filter in Exclude<WorkFilter, 'closed'>]: number } & {
  /** Requests of which a duty beside the answer is late. */
  lateDuties: number
}

export type WorkList = { rows: WorkRow[]; counts: WorkCounts; previous: Cursor | null; next: Cursor | null }

/** The list is ordered by what is due first; what is over, by what came last. */
const keyOf = (filter: WorkFilter) => (filter === 'closed' ? requests.receivedAt : requests.dueAt)

/**
 * The work list: one page of one filter, found by key (never by OFFSET), and how many stand in each of the small lists. Names no
 * person: who asked is on the request's own page, where the look is recorded.
 */
export const viewWorkList = view({
  permission: 'request:read',
  async run(scope, query: WorkQuery): Promise<WorkList | undefined> {
    const organisation = await readOrganisation(scope.tx)
    if (!organisation) return undefined
    const conditions = workConditions(scope, organisation.zone)
    const narrow = narrowed(query.narrow ?? {})
    const listed = query.refs ? inArray(requests.ref, [...query.refs]) : and(conditions[query.filter], narrow)!
    const page = await readPage(scope, query, listed)
    const staff = await readStaff(scope.tx)
    const waiting = await readWaitingDuties(
      scope.tx,
      page.rows.map(({ id }) => id),
    )
    const today = scope.now.toZonedDateTimeISO(organisation.zone).toPlainDate()
    return {
      ...page,
      rows: page.rows.map(row => describeRow(row, { now: scope.now, today, staff, waiting })),
      counts: await countLists(scope, conditions, narrow),
    }
  },
})

const columns = {
  id: requests.id,
  ref: requests.ref,
  status: requests.status,
  rules: requests.rules,
  country: requests.country,
  receivedAt: requests.receivedAt,
  dueOn: requests.dueOn,
  dueAt: requests.dueAt,
  safeOn: requests.safeOn,
  pausedSince: requests.pausedSince,
  assignedTo: requests.assignedTo,
  failed: sql<boolean>`${hasFailed}`,
}

async function readPage({ tx }: Scope, { filter, cursor, limit = 25 }: WorkQuery, condition: SQL) {
  const key = keyOf(filter)
  const backwards = cursor?.direction === 'before'
  const ascending = (filter !== 'closed') !== backwards
  const place =
    cursor &&
    sql`(${key}, ${requests.id}) ${sql.raw(ascending ? '>' : '<')} (${cursor.at}::timestamptz, ${cursor.id}::uuid)`
  const order = ascending ? [asc(key), asc(requests.id)] : [desc(key), desc(requests.id)]
  const found = await tx
    .select(columns)
    .from(requests)
    .where(and(condition, place))
    .orderBy(...order)
    .limit(limit + 1)
  const more = found.length > limit
  const rows = found.slice(0, limit)
  if (backwards) rows.reverse()
  const at = (row: (typeof rows)[number] | undefined, direction: Cursor['direction']): Cursor | null =>
    row ? { direction, at: (filter === 'closed' ? row.receivedAt : row.dueAt).toString(), id: row.id } : null
  return {
    rows,
    previous: (backwards ? more : cursor !== undefined) ? at(rows[0], 'before') : null,
    next: (backwards ? true : more) ? at(rows.at(-1), 'after') : null,
  }
}

type Beside = {
  now: Temporal.Instant
  today: Temporal.PlainDate
  staff: Map<string, Colleague>
  waiting: Map<string, WaitingDuty>
}

function describeRow(
  row: Awaited<ReturnType<typeof readPage>>['rows'][number],
  { now, today, staff, waiting }: Beside,
): WorkRow {
  const { id, dueAt, assignedTo, pausedSince, ...shown } = row
  const { open, waitsFor } = life[row.status]
  const daysLeft = daysUntil(row.dueOn, today)
  const paused = open && pausedSince !== null
  const passed = (at: Temporal.Instant) => Temporal.Instant.compare(at, now) <= 0
  const overdue = open && !paused && passed(dueAt)
  const duty = waiting.get(id)
  return {
    ...shown,
    waitsFor,
    open,
    daysLeft,
    safeDaysLeft: daysUntil(row.safeOn, today),
    overdue,
    paused,
    pressing: open && !overdue && !paused && daysLeft <= soonDays,
    assignee: (assignedTo && staff.get(assignedTo)) || null,
    duty: duty ? { ...duty, late: passed(duty.dueAt) } : null,
  }
}

/** One pass over what is live (by its partial index), one over what is unproved and one over what is contested; the archive is never counted. */
async function countLists(
  { tx, now }: Scope,
  conditions: { [filter in WorkFilter]: SQL },
  narrow: SQL | undefined,
): Promise<WorkCounts> {
  const count = (condition: SQL) => sql<number>`count(*) filter (where ${condition})::int`
  const [live] = await tx
    .select({
      open: count(conditions.open),
      overdue: count(conditions.overdue),
      soon: count(conditions.soon),
      officer: count(conditions.officer),
      failed: count(conditions.failed),
      mine: count(conditions.mine),
      unassigned: count(conditions.unassigned),
    })
    .from(requests)
    .where(and(conditions.open, narrow))
  const [unproved] = await tx
    .select({ person: sql<number>`count(*)::int` })
    .from(requests)
    .where(and(conditions.person, narrow))
  const [contested] = await tx
    .select({ duties: sql<number>`count(*)::int`, lateDuties: count(hasLateDuty(now, isLive)) })
    .from(requests)
    .where(and(conditions.duties, narrow))
  return { ...live!, ...unproved!, ...contested! }
}
