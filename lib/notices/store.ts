import { and, asc, desc, eq, lte, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { persons } from '#lib/identity/table.ts'
import { noticeReaders, noticeTold, noticeVersions } from './table.ts'

export type NoticeRow = typeof noticeVersions.$inferSelect

/** Every version, the oldest first. */
export const readNotices = (tx: Tx): Promise<NoticeRow[]> =>
  tx.select().from(noticeVersions).orderBy(asc(noticeVersions.number))

export const readNewest = async (tx: Tx): Promise<NoticeRow | undefined> =>
  (await tx.select().from(noticeVersions).orderBy(desc(noticeVersions.number)).limit(1))[0]

export const insertNotice = (tx: Tx, row: typeof noticeVersions.$inferInsert) => tx.insert(noticeVersions).values(row)

export const isReader = async (tx: Tx, personId: string): Promise<boolean> =>
  (await tx.select().from(noticeReaders).where(eq(noticeReaders.personId, personId))).length > 0

/** False when they were told of changes already. */
export const insertReader = async (tx: Tx, row: typeof noticeReaders.$inferInsert): Promise<boolean> =>
  (await tx.insert(noticeReaders).values(row).onConflictDoNothing().returning({ id: noticeReaders.personId })).length >
  0

/** False when they were not. */
export const deleteReader = async (tx: Tx, personId: string): Promise<boolean> =>
  (await tx.delete(noticeReaders).where(eq(noticeReaders.personId, personId)).returning({ id: noticeReaders.personId }))
    .length > 0

/** The newest version somebody who follows has not been told of, with a bounded number of those readers; nothing when all know. */
export async function findUntold(tx: Tx, most: number) {
  const newest = await readNewest(tx)
  if (!newest) return undefined
  const untold = sql`not exists (select from ${noticeTold} t where t.number = ${newest.number} and t.person_id = ${noticeReaders.personId})`
  const readers = await tx
    .select({ personId: persons.id, address: persons.address, locale: persons.locale })
    .from(noticeReaders)
    .innerJoin(persons, eq(persons.id, noticeReaders.personId))
    .where(and(lte(noticeReaders.since, newest.publishedAt), untold))
    .limit(most)
  return readers.length > 0 ? { number: newest.number, readers } : undefined
}

/** False when somebody else has told them: whoever inserts the row sends the mail. */
export const markTold = async (tx: Tx, number: number, personId: string, toldAt: Temporal.Instant): Promise<boolean> =>
  (
    await tx
      .insert(noticeTold)
      .values({ number, personId, toldAt })
      .onConflictDoNothing()
      .returning({ number: noticeTold.number })
  ).length > 0
