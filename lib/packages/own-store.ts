import { and, asc, count, eq, inArray, lte, ne, type SQL, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { historyEvents } from '#lib/history/table.ts'
import { letters, requests } from '#lib/requests/table.ts'

/** So many rows are in memory at once, however many a person has. */
const page = 100

/** Whose requests are meant, up to which instant. Whose one is, is what the proof of the address said; one nobody proved is nobody's. */
export type Whose = { request: { id: string; personId: string | null }; until: Temporal.Instant }

const theirs = ({ request, until }: Whose): SQL | undefined =>
  request.personId
    ? and(eq(requests.personId, request.personId), lte(requests.receivedAt, until))
    : eq(requests.id, request.id)

const others = (whose: Whose): SQL | undefined => and(theirs(whose), ne(requests.id, whose.request.id))

const lettersOf = (whose: Whose): SQL | undefined => and(theirs(whose), lte(letters.writtenAt, whose.until))

const withRequest = eq(requests.id, letters.requestId)

/** How many other requests there are, and how many letters of all of them. */
export const countOwn = async (tx: Tx, whose: Whose): Promise<{ requests: number; letters: number }> => ({
  requests: (await tx.select({ n: count() }).from(requests).where(others(whose)))[0]!.n,
  letters: (await tx.select({ n: count() }).from(letters).innerJoin(requests, withRequest).where(lettersOf(whose)))[0]!
    .n,
})

/** The next of a person's other requests behind one of them, oldest first. */
export const readRequestsOf = (tx: Tx, whose: Whose, after: string | null) =>
  tx
    .select({ id: requests.id, ref: requests.ref, right: requests.right, receivedAt: requests.receivedAt })
    .from(requests)
    .where(
      and(
        others(whose),
        after === null
          ? undefined
          : sql`(${requests.receivedAt}, ${requests.id}) > (select r.received_at, r.id from ${requests} r where r.id = ${after})`,
      ),
    )
    .orderBy(asc(requests.receivedAt), asc(requests.id))
    .limit(page)

/** The next of all letters to them behind one of them, oldest first. */
export const readLettersOf = (tx: Tx, whose: Whose, after: string | null) =>
  tx
    .select({ id: letters.id, ref: requests.ref, body: letters.body, writtenAt: letters.writtenAt })
    .from(letters)
    .innerJoin(requests, withRequest)
    .where(
      and(
        lettersOf(whose),
        after === null
          ? undefined
          : sql`(${letters.writtenAt}, ${letters.id}) > (select l.written_at, l.id from ${letters} l where l.id = ${after})`,
      ),
    )
    .orderBy(asc(letters.writtenAt), asc(letters.id))
    .limit(page)

/** On which days, in the organisation's zone, staff looked at these requests, and how often. */
export const readLooksAt = (tx: Tx, whose: Whose, zone: string) => {
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
              tx.select({ ref: requests.ref }).from(requests).where(theirs(whose)),
            ),
            lte(historyEvents.at, whose.until),
          ),
        )
        .as('looks'),
    )
    .groupBy(sql`d`)
    .orderBy(sql`d`)
}
