import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'
import { packages } from '#lib/packages/table.ts'
import type { Replayed } from './replay.ts'
import { requests, withholdings } from './table.ts'

/** Step: the rows of these requests in the form their history is folded into, by id. One query for each table. */
export async function readReplayed(tx: Tx, ids: readonly string[]): Promise<Map<string, Replayed>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select(told)
    .from(requests)
    .where(inArray(requests.id, [...ids]))
  const built = await tx
    .select({ requestId: packages.requestId, id: packages.id, state: packages.state, expiresAt: packages.expiresAt })
    .from(packages)
    .where(inArray(packages.requestId, [...ids]))
  const held = await tx
    .select({ requestId: withholdings.requestId, id: withholdings.id })
    .from(withholdings)
    .where(inArray(withholdings.requestId, [...ids]))
  const packagesOf = byRequest(built)
  const withheldOf = byRequest(held)
  return new Map(
    rows.map(({ id, ...row }) => [
      id,
      {
        ...row,
        receivedAt: row.receivedAt.epochMilliseconds,
        rules: [...row.rules].sort(),
        dueOn: row.dueOn.toString(),
        dueAt: row.dueAt.epochMilliseconds,
        safeOn: row.safeOn.toString(),
        pausedSince: row.pausedSince?.toString() ?? null,
        answeredAt: row.answeredAt?.epochMilliseconds ?? null,
        packages: Object.fromEntries(
          (packagesOf.get(id) ?? []).map(({ id: key, state, expiresAt }) => [
            key,
            { state, expiresAt: expiresAt?.epochMilliseconds ?? null },
          ]),
        ),
        withheld: (withheldOf.get(id) ?? []).map(one => one.id),
      },
    ]),
  )
}

function byRequest<Row extends { requestId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const grouped = new Map<string, Row[]>()
  for (const row of rows) grouped.set(row.requestId, [...(grouped.get(row.requestId) ?? []), row])
  return grouped
}

const told = {
  id: requests.id,
  ref: requests.ref,
  right: requests.right,
  country: requests.country,
  locale: requests.locale,
  channel: requests.channel,
  receivedAt: requests.receivedAt,
  status: requests.status,
  rules: requests.rules,
  dueOn: requests.dueOn,
  dueAt: requests.dueAt,
  safeOn: requests.safeOn,
  pausedSince: requests.pausedSince,
  personId: requests.personId,
  assignedTo: requests.assignedTo,
  attempt: requests.attempt,
  outcome: requests.outcome,
  answeredAt: requests.answeredAt,
  refused: requests.refused,
  extended: requests.extended,
}

/** Step: requests that no history tells of, at most this many. Somebody put them there by hand, or took their history away. */
export async function findUntold(tx: Tx, most: number): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select id from ${requests} r
    where not exists (select from dossier.history_event e where e.stream = 'request:' || r.id::text and e.version = 1)
    order by id limit ${most}`)
  return rows.map(row => row.id)
}
