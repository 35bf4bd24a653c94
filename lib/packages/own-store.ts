import { and, asc, count, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { historyEvents } from '#lib/history/table.ts'
import type { RequestRow } from '#lib/requests/store.ts'
import { letters, requests } from '#lib/requests/table.ts'

/** A person has few requests; of whoever has more, the first ones are read. */
const most = 500

/** All requests of one person up to an instant, oldest first. */
export const readRequestsOf = (tx: Tx, personId: string, until: Temporal.Instant) =>
  tx
    .select()
    .from(requests)
    .where(and(eq(requests.personId, personId), lte(requests.receivedAt, until)))
    .orderBy(asc(requests.receivedAt), asc(requests.id))
    .limit(most)

export const readLettersOf = (tx: Tx, requestIds: string[], until: Temporal.Instant) =>
  tx
    .select()
    .from(letters)
    .where(and(inArray(letters.requestId, requestIds), lte(letters.writtenAt, until)))
    .orderBy(asc(letters.writtenAt), asc(letters.id))

/** On which days, in the organisation's zone, staff looked at these requests, and how often. */
export const readLooksAt = (tx: Tx, all: readonly RequestRow[], until: Temporal.Instant, zone: string) => {
  const day = sql<string>`to_char(${historyEvents.at} at time zone ${zone}::text, 'YYYY-MM-DD')`
  return tx
    .select({ day: sql<string>`d`, times: count() })
    .from(
      tx
        .select({ day: day.as('d') })
        .from(historyEvents)
        .where(
          and(
            eq(historyEvents.type, 'looked'),
            inArray(
              sql`${historyEvents.data} ->> 'ref'`,
              all.map(({ ref }) => ref),
            ),
            lte(historyEvents.at, until),
          ),
        )
        .as('looks'),
    )
    .groupBy(sql`d`)
    .orderBy(sql`d`)
}
