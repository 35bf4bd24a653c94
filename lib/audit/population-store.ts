import { asc, desc, inArray, type SQL, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { readInstant } from '#lib/db/columns.ts'
import type { Json } from '#lib/history/canonical.ts'
import { historyEvents, historyLeaves } from '#lib/history/table.ts'
import type { AuditFilter } from '#lib/requests/audit-filter.ts'
import { conditions, population, type Reading, where } from '#lib/requests/audited-store.ts'
import { deadlines } from '#lib/requests/table.ts'
import { daysOf } from './figures-of.ts'
import type { Pages, PopulationRow, PopulationTable } from './population.ts'

/** Requests read at a time, and requests whose events are: a request has some dozens of them. */
const PAGE = 1000
const EVENTS_PAGE = 200

/** What the history tells of a request beyond its row. Each by its first or its last event, so that reading it again says the same. */
const told = sql`left join lateral (
  select
    min(e.at) filter (where e.type in ('address-proved', 'post-proved', 'proof-carried-over'))::text as proved_at,
    (array_agg(case e.type when 'address-proved' then 'mailbox' when 'post-proved' then 'post' else 'carried-over' end order by e.version)
      filter (where e.type in ('address-proved', 'post-proved', 'proof-carried-over')))[1] as proof,
    min(e.at) filter (where e.type = 'deadline-extended')::text as extended_at,
    (array_agg(e.data ->> 'ground' order by e.version) filter (where e.type = 'deadline-extended'))[1] as extension_ground,
    (array_agg(e.data ->> 'ground' order by e.version desc) filter (where e.type = 'request-refused'))[1] as refusal_ground,
    (count(*) filter (where e.type = 'value-withheld')
      + coalesce(sum(jsonb_array_length(e.data -> 'withholdings')) filter (where e.type = 'mentions-decided'), 0) - count(*) filter (where e.type = 'withholding-lifted'))::int as withheld,
    (count(*) filter (where e.type = 'dispute-received' and e.data ->> 'kind' = 'appeal'))::int as appeals,
    (array_agg(e.data ->> 'outcome' order by e.version desc)
      filter (where e.type = 'dispute-decided' and e.data ->> 'kind' = 'appeal'))[1] as appeal_outcome,
    (count(*) filter (where e.type = 'dispute-received' and e.data ->> 'kind' = 'complaint'))::int as complaints,
    (array_agg(e.data ->> 'outcome' order by e.version desc)
      filter (where e.type = 'dispute-decided' and e.data ->> 'kind' = 'complaint'))[1] as complaint_outcome,
    min(e.at) filter (where e.type = 'package-opened')::text as opened_at
  from dossier.history_event e where e.stream = 'request:' || audited.id::text) told on true`

const utc = (text: unknown): Json => (text === null ? null : readInstant(String(text)).toString())

/** Where a page begins: behind the last request of the one before, by the key of the index request_received. */
type Place = { at: string; id: string } | undefined

/**
 * The requests of one page: those the filter lets through, behind its place. Whoever orders them names the table: `received_at` alone is the text that
 * is selected under that name, and no index is in the order of texts.
 */
const ofPage = (filter: AuditFilter, zone: string, after: Place): SQL =>
  where([
    ...conditions(filter, zone),
    ...(after ? [sql`(received_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
  ])

async function readRequests({ tx, now, zone }: Reading, filter: AuditFilter, after: Place): Promise<PopulationRow[]> {
  const rows = await tx.execute<{ [column: string]: Json }>(sql`
    select ref, id, "right", rules, country, channel, status, outcome, assigned_to, received_at::text, due_on::text,
           answered_at::text, case when refused then 'refused' when answered_at is not null then 'released' end as answer, timeliness, told.*
    from ${population(now)} ${told} ${ofPage(filter, zone, after)}
    order by audited.received_at, audited.id limit ${PAGE}`)
  return rows.map(row => {
    const { received_at, proved_at, answered_at, extended_at, opened_at } = row
    const read = {
      ...{ ...row, received_at: utc(received_at), proved_at: utc(proved_at), answered_at: utc(answered_at) },
      ...{ extended_at: utc(extended_at), opened_at: utc(opened_at) },
    }
    return { ...read, days: daysOf(read, zone) }
  })
}

async function readKeys({ tx, now, zone }: Reading, filter: AuditFilter, after: Place) {
  const rows = await tx.execute<{ id: string; ref: string; received_at: string }>(sql`
    select id, ref, received_at::text from ${population(now)} ${ofPage(filter, zone, after)}
    order by audited.received_at, audited.id limit ${EVENTS_PAGE}`)
  return [...rows]
}

async function readDeadlines(tx: Tx, refs: ReadonlyMap<string, string>): Promise<[string, PopulationRow][]> {
  const rows = await tx
    .select()
    .from(deadlines)
    .where(inArray(deadlines.requestId, [...refs.keys()]))
    .orderBy(desc(deadlines.governs), deadlines.matter, deadlines.duty, deadlines.rule)
  const text = (of: Temporal.Instant | Temporal.PlainDate | null) => of?.toString() ?? null
  return rows.map(row => [
    row.requestId,
    {
      ...{ ref: refs.get(row.requestId)!, matter: row.matter, duty: row.duty, rule: row.rule, zone: row.zone },
      ...{ rule_version: row.ruleVersion, calendar_version: row.calendarVersion, start_on: text(row.startOn) },
      ...{ base_due_on: text(row.baseDueOn), due_on: text(row.dueOn), due_at: text(row.dueAt), status: row.status },
      ...{ safe_on: text(row.safeOn), notice_by: text(row.noticeBy), governs: row.governs, confirmed: row.confirmed },
      ...{ fulfilled_at: text(row.fulfilledAt), steps: row.steps as Json },
    },
  ])
}

/** As they are hashed into the tree: with `stream` = `request:<id>` these six members are the leaf (RFC 9162, canonical JSON). */
async function readEvents(tx: Tx, refs: ReadonlyMap<string, string>): Promise<[string, PopulationRow][]> {
  const streams = [...refs.keys()].map(id => `request:${id}`)
  const rows = await tx
    .select({ told: historyEvents, leaf: historyLeaves.index })
    .from(historyEvents)
    .leftJoin(
      historyLeaves,
      sql`${historyLeaves.stream} = ${historyEvents.stream} and ${historyLeaves.version} = ${historyEvents.version}`,
    )
    .where(inArray(historyEvents.stream, streams))
    .orderBy(asc(historyEvents.version))
  return rows.map(({ told: { stream, version, at, actor, type, data }, leaf }) => {
    const id = stream.slice('request:'.length)
    const when = at.toString({ fractionalSecondDigits: 6 })
    return [id, { ref: refs.get(id)!, version, at: when, actor, type, leaf, data: data as Json }]
  })
}

/** A table of the export by pages, in the order of receipt; what belongs to a request stands in that order too. */
export async function* readTable(reading: Reading, filter: AuditFilter, table: PopulationTable): Pages {
  for (let after: Place; ; ) {
    if (table === 'requests') {
      const rows = await readRequests(reading, filter, after)
      yield rows
      if (rows.length < PAGE) return
      const last = rows.at(-1)!
      after = { at: String(last.received_at), id: String(last.id) }
      continue
    }
    const keys = await readKeys(reading, filter, after)
    if (keys.length === 0) return
    const refs = new Map(keys.map(({ id, ref }) => [id, ref]))
    const found = new Map<string, PopulationRow[]>(keys.map(({ id }) => [id, []]))
    for (const [id, row] of await (table === 'events' ? readEvents : readDeadlines)(reading.tx, refs))
      found.get(id)!.push(row)
    yield [...found.values()].flat()
    if (keys.length < EVENTS_PAGE) return
    const last = keys.at(-1)!
    after = { at: last.received_at, id: last.id }
  }
}
