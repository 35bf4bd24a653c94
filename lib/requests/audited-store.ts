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
 * Whether the answer of a request `r` came in time: before the first instant after its day, or while the clock stood still, which is late on
 * no day (UK GDPR Art. 12A).
 */
export const inTime = sql`(r.answered_at < r.due_at or r.paused_since is not null)`

/**
 * The answer is what the history says of it, kept on the row by the event itself (drizzle/0016): released or refused, whichever came first.
 * Whoever never proved the mailbox, withdrew or let the request lapse is owed none.
 */
export const population = (now: Temporal.Instant): SQL => sql`
  (select r.id, r.ref, r."right", r.channel, r.status, r.outcome, r.country, r.rules, r.received_at, r.due_on, r.assigned_to, r.answered_at, r.refused, r.extended,
          case
            when r.answered_at is not null then case when ${inTime} then 'in-time' else 'late' end
            when r.status in ('received', 'withdrawn', 'lapsed', 'closed') then 'none'
            when r.paused_since is null and ${now.toString()}::timestamptz >= r.due_at then 'late'
            else 'running' end as timeliness
   from ${requests} r) as audited`

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
  // Not the text that is selected under the same name: no index is in its order.
  const order =
    !after && before ? sql`audited.received_at asc, audited.id asc` : sql`audited.received_at desc, audited.id desc`
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

/**
 * The population in one pass, alike requests together: what they are counted under, the civil days to their answer (null where there is none,
 * which neither median nor mean counts), and how many. Some thousand rows, however many requests. Stands inside `inZone`.
 */
const tally = ({ now, zone }: Reading, filter: AuditFilter): SQL => sql`
  select "right", rules, answered_at is not null and not refused as answered, refused, coalesce(status = 'withdrawn' or outcome = 'withdrawn', false) as withdrawn,
    timeliness, extended, answered_at::date - received_at::date as days, count(*) as often
  from ${population(now)} ${where(conditions(filter, zone))} group by 1, 2, 3, 4, 5, 6, 7, 8`

/**
 * Does something while the transaction's days are civil days of the zone. Named in an expression, the zone would be looked up anew for each of
 * a million requests, which takes three times as long. And with room for as many groups as PostgreSQL fears there might be; else it sorts the million.
 */
async function inZone<T>({ tx, zone }: Reading, work: (tx: Tx) => Promise<T>): Promise<T> {
  const [before] = await tx.execute<{ zone: string; memory: string }>(
    sql`select current_setting('timezone') as zone, current_setting('work_mem') as memory`,
  )
  const set = (to: string, memory: string) =>
    tx.execute(sql`select set_config('timezone', ${to}, true), set_config('work_mem', ${memory}, true)`)
  await set(zone, '256MB')
  const done = await work(tx)
  await set(before!.zone, before!.memory)
  return done
}

type FigureRow = Figures & { right: Right | null; rule: string | null }

/**
 * Step: how many there are in all that the filter lets through, and the same by right and law. The median is the mean of the two middle
 * answers, found by how many there are up to each number of days.
 */
export async function countAudited(
  reading: Reading,
  filter: AuditFilter,
): Promise<{ figures: Figures; groups: FigureGroup[] }> {
  const rows = await inZone(reading, tx =>
    tx.execute<FigureRow>(sql`
    with tally as materialized (${tally(reading, filter)}),
    counted as (
      select null::text as "right", null::text as rule, answered, refused, withdrawn, timeliness, extended, days, often from tally
      union all
      select "right", rule, answered, refused, withdrawn, timeliness, extended, days, often from tally cross join unnest(rules) as rule),
    figures as (
      select "right", rule, coalesce(sum(often), 0)::int as received, ${sumOf(sql`answered`)} as answered, ${sumOf(sql`refused`)} as refused,
        ${sumOf(sql`withdrawn`)} as withdrawn, ${sumOf(sql`timeliness = 'in-time'`)} as "inTime", ${sumOf(sql`timeliness = 'late'`)} as late,
        ${sumOf(sql`extended`)} as extended, (sum(days * often) / sum(often) filter (where days is not null))::float8 as "meanDays"
      from counted group by "right", rule),
    spread as (
      select "right", rule, days, sum(sum(often)) over (partition by "right", rule order by days) as upto, sum(sum(often)) over (partition by "right", rule) as answers
      from counted where days is not null group by "right", rule, days),
    middles as (
      select "right", rule, (min(days) filter (where upto > div(answers - 1, 2)) + min(days) filter (where upto > div(answers, 2))) / 2.0::float8 as "medianDays"
      from spread group by "right", rule)
    select figures.*, middles."medianDays" from figures left join middles on middles."right" is not distinct from figures."right" and middles.rule is not distinct from figures.rule
    order by figures."right", figures.rule`),
  )
  const groups = rows.filter((row): row is FigureRow & FigureGroup => row.rule !== null)
  const {
    right: _all,
    rule: _every,
    ...figures
  } = rows.find(({ rule }) => rule === null) ?? { ...none, right: null, rule: null }
  return { figures, groups }
}

const sumOf = (condition: SQL): SQL => sql`coalesce(sum(often) filter (where ${condition}), 0)::int`

const none: Figures = {
  ...{ received: 0, answered: 0, refused: 0, withdrawn: 0, inTime: 0, late: 0, extended: 0 },
  ...{ medianDays: null, meanDays: null },
}
