import { and, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { disputes } from '#lib/disputes/table.ts'
import { deadlines, requests } from './table.ts'

/** A complaint or an appeal of it waits, also after it was closed: SQL over `request`, found from the few that are open. */
export const hasDispute = sql`${requests.id} in (select request_id from dossier.dispute where state <> 'decided')`

/** A duty beside the answer is late: the acknowledgement, of a complaint too, the decision of an appeal, a grievance. SQL over `request`. */
export const hasLateDuty = (now: Temporal.Instant, live: SQL): SQL =>
  sql`(${requests.id} in (
    select s.request_id from dossier.dispute s join dossier.deadline d on d.matter = s.id
    where s.state <> 'decided' and d.fulfilled_at is null and d.due_at <= ${now.toString()}::timestamptz)
  or (${live} and exists (
    select from dossier.deadline d where d.matter = ${requests.id} and d.duty = 'acknowledgement'
    and d.fulfilled_at is null and d.due_at <= ${now.toString()}::timestamptz)))`

/** The next duty of a complaint or an appeal that waits, by request. */
export type WaitingDuty = Pick<typeof deadlines.$inferSelect, 'duty' | 'dueOn' | 'dueAt'>

export async function readWaitingDuties(tx: Tx, requestIds: readonly string[]): Promise<Map<string, WaitingDuty>> {
  if (requestIds.length === 0) return new Map()
  const rows = await tx
    .select({ requestId: disputes.requestId, duty: deadlines.duty, dueOn: deadlines.dueOn, dueAt: deadlines.dueAt })
    .from(disputes)
    .innerJoin(deadlines, eq(deadlines.matter, disputes.id))
    .where(
      and(inArray(disputes.requestId, [...requestIds]), ne(disputes.state, 'decided'), isNull(deadlines.fulfilledAt)),
    )
  // The earliest stands last in the map's eyes when the latest are put in first.
  rows.sort((one, other) => other.dueAt.epochMilliseconds - one.dueAt.epochMilliseconds)
  return new Map(rows.map(({ requestId, ...duty }) => [requestId, duty]))
}
