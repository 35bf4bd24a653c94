import { type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Tx } from '#lib/db/begin.ts'
import { readInstant } from '#lib/db/columns.ts'
import type { Outcome, Right, Status } from '#lib/requests/status.ts'
import { requests } from '#lib/requests/table.ts'
import type { AuditFilter, AuditQuery, Timeliness } from './audit-filter.ts'

/** One line of the population. Instants UTC; `dueOn` is a day of the organisation. */
export type AuditedRequest = {
  id: string
  ref: string
  right: Right
  status: Status
  outcome: Outcome | null
  country: string
  rules: string[]
  receivedAt: Temporal.Instant
  dueOn: Temporal.PlainDate
  answeredAt: Temporal.Instant | null
  timeliness: Timeliness
}

export type Figures = {
  received: number
  answered: number
  refused: number
  withdrawn: number
  inTime: number
  late: number
  extended: number
  /** Civil days from receipt to answer in the organisation's zone, over all that were answered or refused; null when none was. */
  medianDays: number | null
  meanDays: number | null
}

/** The figures of one right under one law. A request under two laws is counted under each. */
export type FigureGroup = Figures & { right: Right; rule: string }

export type Reading = { tx: Tx; now: Temporal.Instant; zone: string }

/**
 * The answer is what the history says of it, not a column: released or refused, whichever came first. Whoever never proved the
 * mailbox, withdrew or let the request lapse is owed none.
 */
export const population = (now: Temporal.Instant): SQL => sql`
  (select r.id, r.ref, r."right", r.channel, r.status, r.outcome, r.country, r.rules, r.received_at, r.due_on, r.assigned_to, answer.at as answered_at,
          answer.refused, case
            when answer.at is not null then case when answer.at < r.due_at then 'in-time' else 'late' end
            when r.status in ('received', 'withdrawn', 'lapsed', 'closed') then 'none'
            when ${now.toString()}::timestamptz >= r.due_at then 'late'
            else 'running' end as timeliness,
          exists (select from dossier.history_event e
                  where e.stream = 'request:' || r.id::text and e.type = 'deadline-extended') as extended
   from ${requests} r
   left join lateral (
     select min(e.at) as at, bool_or(e.type = 'request-refused') as refused from dossier.history_event e
     where e.stream = 'request:' || r.id::text and e.type in ('package-released', 'request-refused')
   ) answer on true) as audited`

const dayStart = (day: Temporal.PlainDate, zone: string) =>
  sql`${day.toZonedDateTime(zone).toInstant().toString()}::timestamptz`

/** A filter as conditions on the population. */
export function conditions(filter: AuditFilter, zone: string): SQL[] {
  return [
    filter.from && sql`received_at >= ${dayStart(filter.from, zone)}`,
    filter.to && sql`received_at < ${dayStart(filter.to.add({ days: 1 }), zone)}`,
    filter.right && sql`"right" = ${filter.right}`,
    filter.rule && sql`${filter.rule} = any(rules)`,
    filter.status && sql`status = ${filter.status}`,
    filter.outcome && sql`outcome = ${filter.outcome}`,
    filter.officer && sql`assigned_to = ${filter.officer}::uuid`,
    filter.timeliness && sql`timeliness = ${filter.timeliness}`,
  ].filter(condition => typeof condition === 'object')
}

export const where = (all: readonly SQL[]): SQL => (all.length ? sql`where ${sql.join([...all], sql` and `)}` : sql``)

type Row = {
  id: string
  ref: string
  right: Right
  status: Status
  outcome: Outcome | null
  country: string
  rules: string[]
  received_at: string
  due_on: string
  answered_at: string | null
  timeliness: Timeliness
}

/** Step: one page of requests, newest first, and whether more follow in the direction asked for. */
export async function readAudited({ tx, now, zone }: Reading, query: AuditQuery, size: number) {
  const { after, before } = query
  const named = after ?? before
  const place = z.uuid().safeParse(named?.id).success ? named : undefined
  const beyond =
    place && sql`(received_at, id) ${after ? sql`<` : sql`>`} (${place.at}::timestamptz, ${place.id}::uuid)`
  const order = !after && before ? sql`received_at asc, id asc` : sql`received_at desc, id desc`
  const rows = await tx.execute<Row>(sql`
    select id, ref, "right", status, outcome, country, rules, received_at::text, due_on::text, answered_at::text, timeliness
    from ${population(now)} ${where([...conditions(query, zone), ...(beyond ? [beyond] : [])])}
    order by ${order} limit ${size + 1}`)
  const found = rows.slice(0, size).map(auditedOf)
  return { requests: !after && before ? found.reverse() : found, more: rows.length > size }
}

function auditedOf({ received_at, due_on, answered_at, ...row }: Row): AuditedRequest {
  return {
    ...row,
    receivedAt: readInstant(received_at),
    dueOn: Temporal.PlainDate.from(due_on),
    answeredAt: answered_at === null ? null : readInstant(answered_at),
  }
}

const figures = (zone: string): SQL => sql`
  count(*)::int as received, count(*) filter (where answered_at is not null and refused is not true)::int as answered,
  count(*) filter (where refused)::int as refused,
  count(*) filter (where status = 'withdrawn' or outcome = 'withdrawn')::int as withdrawn,
  count(*) filter (where timeliness = 'in-time')::int as "inTime", count(*) filter (where timeliness = 'late')::int as late,
  count(*) filter (where extended)::int as extended,
  percentile_cont(0.5) within group (order by ${days(zone)}) as "medianDays", avg(${days(zone)})::float8 as "meanDays"`

/** Null for what has no answer, which neither the median nor the mean counts. */
const days = (zone: string): SQL =>
  sql`((answered_at at time zone ${zone})::date - (received_at at time zone ${zone})::date)::float8`

/** Step: how many there are in all that the filter lets through. */
export async function countAudited({ tx, now, zone }: Reading, filter: AuditFilter): Promise<Figures> {
  const [row] = await tx.execute<Figures>(sql`
    select ${figures(zone)} from ${population(now)} ${where(conditions(filter, zone))}`)
  return row!
}

/** Step: the same by right and law. */
export const countGroups = async ({ tx, now, zone }: Reading, filter: AuditFilter): Promise<FigureGroup[]> => [
  ...(await tx.execute<FigureGroup>(sql`
    select "right", rule, ${figures(zone)} from ${population(now)} cross join unnest(rules) as rule
    ${where(conditions(filter, zone))} group by "right", rule order by "right", rule`)),
]
