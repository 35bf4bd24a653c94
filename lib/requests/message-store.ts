import { and, desc, eq, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { type Ending, isOpen, statuses } from './status.ts'
import { messages, questions, requests, type Side } from './table.ts'

const openStatuses = statuses.filter(isOpen)

export type QuestionRow = typeof questions.$inferSelect

export const insertMessage = (tx: Tx, row: typeof messages.$inferInsert) => tx.insert(messages).values(row)

export const insertQuestion = (tx: Tx, row: typeof questions.$inferInsert) => tx.insert(questions).values(row)

/** The question that waits for its answer; a request has at most one. */
export const openQuestion = async (tx: Tx, requestId: string): Promise<QuestionRow | undefined> =>
  (
    await tx
      .select()
      .from(questions)
      .where(and(eq(questions.requestId, requestId), eq(questions.state, 'open')))
  )[0]

export const endQuestion = (tx: Tx, id: string, ending: Ending) =>
  tx.update(questions).set({ state: ending }).where(eq(questions.id, id))

/** The other side has opened the page: whatever was written to it counts as read from here on. */
export const markRead = (tx: Tx, requestId: string, reader: Side, now: Temporal.Instant) =>
  tx
    .update(messages)
    .set({ readAt: now })
    .where(and(eq(messages.requestId, requestId), ne(messages.side, reader), isNull(messages.readAt)))

/** Requests whose question has waited since before `before`, a bounded number of them. */
export const findUnanswered = (tx: Tx, before: Temporal.Instant): Promise<{ id: string }[]> =>
  tx
    .select({ id: questions.requestId })
    .from(questions)
    .innerJoin(requests, eq(requests.id, questions.requestId))
    .where(and(eq(questions.state, 'open'), lte(questions.askedAt, before), inArray(requests.status, openStatuses)))
    .limit(200)

/** Where a page of messages begins: before (older than) one of them. */
export type MessageCursor = { at: string; id: string }

/** Enough for one screen; older ones are a page away. */
const perPage = 20

const shown = {
  id: messages.id,
  side: messages.side,
  kind: messages.kind,
  body: messages.body,
  writtenAt: messages.writtenAt,
  readAt: messages.readAt,
}

/** One page of what was written in a request, newest first, found by key. `older`: where the next page begins. */
export async function readMessages(tx: Tx, requestId: string, before?: MessageCursor) {
  const place = before && sql`(${messages.writtenAt}, ${messages.id}) < (${before.at}::timestamptz, ${before.id}::uuid)`
  const rows = await tx
    .select(shown)
    .from(messages)
    .where(and(eq(messages.requestId, requestId), place))
    .orderBy(desc(messages.writtenAt), desc(messages.id))
    .limit(perPage + 1)
  const page = rows.slice(0, perPage)
  const last = page.at(-1)
  const older: MessageCursor | null =
    rows.length > perPage && last ? { at: last.writtenAt.toString(), id: last.id } : null
  return { rows: page, older }
}

/** Who of the team wrote each of these: for colleagues. */
export const readAuthors = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string | null>> =>
  ids.length === 0
    ? new Map()
    : new Map(
        (
          await tx
            .select({ id: messages.id, by: messages.by })
            .from(messages)
            .where(inArray(messages.id, [...ids]))
        ).map(({ id, by }) => [id, by]),
      )

/** How many messages one side has not opened yet. */
export const countUnread = async (tx: Tx, requestId: string, reader: Side): Promise<number> =>
  (
    await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(messages)
      .where(and(eq(messages.requestId, requestId), ne(messages.side, reader), isNull(messages.readAt)))
  )[0]!.count

/** The text of one message, sealed. */
export const readBody = async (tx: Tx, id: string) =>
  (await tx.select({ id: messages.id, body: messages.body }).from(messages).where(eq(messages.id, id)))[0]
