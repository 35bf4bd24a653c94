import { and, isNull, type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { inTime } from './audited-store.ts'
import { hasDispute, hasLateDuty } from './duties-store.ts'
import type { Status } from './status.ts'
import { requests } from './table.ts'
import { isLive, workConditions } from './work-list-store.ts'

/** How far ahead the plot of what falls due looks. */
export const daysAhead = 60
const monthsBack = 12

export type DueDay = { on: Temporal.PlainDate; count: number }
export type AnsweredMonth = { month: Temporal.PlainYearMonth; answered: number; inTime: number }
export type Reports = {
  today: Temporal.PlainDate
  overdue: number
  /** Requests with a complaint or an appeal that waits, and those of which a duty beside the answer is late. */
  disputes: number
  lateDuties: number
  /** Every day from today on, those without a request too. */
  due: DueDay[]
  byStatus: { status: Status; count: number }[]
  answered: AnsweredMonth[]
}

/** What falls due when, what is open, and what was answered in time: counts alone. */
export const viewReports = view({
  permission: 'request:read',
  async run(scope, _query: undefined): Promise<Reports | undefined> {
    const { tx, now } = scope
    const organisation = await readOrganisation(tx)
    if (!organisation) return undefined
    const today = now.toZonedDateTimeISO(organisation.zone).toPlainDate()
    const count = async (condition: SQL) =>
      (await tx.select({ count: sql<number>`count(*)::int` }).from(requests).where(condition))[0]!.count
    return {
      today,
      overdue: await count(workConditions(scope, organisation.zone).overdue),
      disputes: await count(hasDispute),
      lateDuties: await count(hasLateDuty(now, isLive)),
      due: await readDue(tx, today),
      byStatus: await tx
        .select({ status: requests.status, count: sql<number>`count(*)::int` })
        .from(requests)
        .where(isLive)
        .groupBy(requests.status),
      answered: await readAnswered(tx, today, organisation.zone),
    }
  },
})

/** A clock that stands still has no day yet. */
async function readDue(tx: Tx, today: Temporal.PlainDate): Promise<DueDay[]> {
  const last = today.add({ days: daysAhead - 1 })
  const rows = await tx
    .select({ on: requests.dueOn, count: sql<number>`count(*)::int` })
    .from(requests)
    .where(
      and(
        isLive,
        isNull(requests.pausedSince),
        sql`${requests.dueOn} between ${today.toString()}::date and ${last.toString()}::date`,
      ),
    )
    .groupBy(requests.dueOn)
  const counts = new Map(rows.map(({ on, count }) => [on.toString(), count]))
  return Array.from({ length: daysAhead }, (_, days) => {
    const on = today.add({ days })
    return { on, count: counts.get(on.toString()) ?? 0 }
  })
}

async function readAnswered(tx: Tx, today: Temporal.PlainDate, zone: string): Promise<AnsweredMonth[]> {
  const first = today.toPlainYearMonth().subtract({ months: monthsBack - 1 })
  const since = first.toPlainDate({ day: 1 }).toZonedDateTime(zone).toInstant()
  const rows = await tx.execute<{ month: string; answered: number; inTime: number }>(sql`
    select to_char(answered_at at time zone ${zone}, 'YYYY-MM') as month, count(*)::int as answered,
           (count(*) filter (where ${inTime}))::int as "inTime"
    from ${requests} r where answered_at >= ${since.toString()}::timestamptz group by 1`)
  const found = new Map(rows.map(row => [row.month, row]))
  return Array.from({ length: monthsBack }, (_, months) => {
    const month = first.add({ months })
    const { answered = 0, inTime = 0 } = found.get(month.toString()) ?? {}
    return { month, answered, inTime }
  })
}

/** Days summed by ISO week, in order; the first and the last may be cut by today and by the end of the plot. Pure. */
export function byWeek(days: readonly DueDay[]): DueDay[] {
  const weeks: DueDay[] = []
  for (const { on, count } of days) {
    const monday = on.subtract({ days: on.dayOfWeek - 1 })
    const last = weeks.at(-1)
    if (last && Temporal.PlainDate.compare(last.on, monday) === 0) last.count += count
    else weeks.push({ on: monday, count })
  }
  return weeks
}
