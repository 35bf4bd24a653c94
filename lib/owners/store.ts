import { and, asc, eq, lte, ne } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { requests } from '#lib/requests/table.ts'
import { ownerAnswers, ownerFiles, ownerLinks, ownerQuestions, sourceOwners } from './table.ts'

export type QuestionRow = typeof ownerQuestions.$inferSelect
export type FileRow = typeof ownerFiles.$inferSelect
type Place = Pick<QuestionRow, 'requestId' | 'attempt' | 'source'>

const here = ({ requestId, attempt, source }: Place) =>
  and(
    eq(ownerQuestions.requestId, requestId),
    eq(ownerQuestions.attempt, attempt),
    eq(ownerQuestions.source, source),
    ne(ownerQuestions.state, 'dropped'),
  )

export const readOwner = async (tx: Tx, source: string) =>
  (await tx.select().from(sourceOwners).where(eq(sourceOwners.source, source)))[0]

export async function upsertOwner(tx: Tx, row: typeof sourceOwners.$inferInsert): Promise<void> {
  const { source: _source, ...set } = row
  await tx.insert(sourceOwners).values(row).onConflictDoUpdate({ target: sourceOwners.source, set })
}

export const insertQuestion = (tx: Tx, row: QuestionRow) => tx.insert(ownerQuestions).values(row)

/** The question that counts for one source of one attempt. */
export const readQuestion = async (tx: Tx, place: Place): Promise<QuestionRow | undefined> =>
  (await tx.select().from(ownerQuestions).where(here(place)))[0]

export const readQuestionById = async (tx: Tx, id: string): Promise<QuestionRow | undefined> =>
  (await tx.select().from(ownerQuestions).where(eq(ownerQuestions.id, id)))[0]

/** Whoever was asked before in this place is asked no more. */
export async function dropQuestion(tx: Tx, place: Place): Promise<void> {
  const question = await readQuestion(tx, place)
  if (!question) return
  await deleteLinks(tx, question.id)
  await changeQuestion(tx, question.id, { state: 'dropped' })
}

export const changeQuestion = (tx: Tx, id: string, change: Partial<Omit<QuestionRow, 'id'>>) =>
  tx.update(ownerQuestions).set(change).where(eq(ownerQuestions.id, id))

/** Questions of running searches that wait for their owner, the longest asked first, a bounded number of them. */
export const readWaiting = (tx: Tx) =>
  tx
    .select({
      id: ownerQuestions.id,
      askedAt: ownerQuestions.askedAt,
      dueAt: ownerQuestions.dueAt,
      chased: ownerQuestions.chased,
    })
    .from(ownerQuestions)
    .innerJoin(requests, and(eq(requests.id, ownerQuestions.requestId), eq(requests.attempt, ownerQuestions.attempt)))
    .where(and(eq(ownerQuestions.state, 'waiting'), eq(requests.status, 'collecting')))
    .orderBy(asc(ownerQuestions.askedAt), asc(ownerQuestions.id))
    .limit(500)

export const insertLink = (tx: Tx, row: typeof ownerLinks.$inferInsert) => tx.insert(ownerLinks).values(row)
export const deleteLinks = (tx: Tx, questionId: string) =>
  tx.delete(ownerLinks).where(eq(ownerLinks.questionId, questionId))
export const deleteExpiredLinks = (tx: Tx, now: Temporal.Instant) =>
  tx.delete(ownerLinks).where(lte(ownerLinks.expiresAt, now))

export const findLink = async (tx: Tx, tokenHash: Uint8Array) =>
  (await tx.select().from(ownerLinks).where(eq(ownerLinks.tokenHash, tokenHash)))[0]

export const insertAnswer = (tx: Tx, row: typeof ownerAnswers.$inferInsert) => tx.insert(ownerAnswers).values(row)
export const readAnswer = async (tx: Tx, questionId: string) =>
  (await tx.select().from(ownerAnswers).where(eq(ownerAnswers.questionId, questionId)))[0]

export const insertFile = (tx: Tx, row: FileRow) => tx.insert(ownerFiles).values(row)
export const deleteFile = async (tx: Tx, questionId: string, id: string): Promise<FileRow | undefined> =>
  (
    await tx
      .delete(ownerFiles)
      .where(and(eq(ownerFiles.questionId, questionId), eq(ownerFiles.id, id)))
      .returning()
  )[0]

/** In the order they were given. */
export const readFiles = (tx: Tx, questionId: string): Promise<FileRow[]> =>
  tx
    .select()
    .from(ownerFiles)
    .where(eq(ownerFiles.questionId, questionId))
    .orderBy(asc(ownerFiles.addedAt), asc(ownerFiles.id))

export const readFilesOf = (tx: Tx, requestId: string): Promise<FileRow[]> =>
  tx
    .select()
    .from(ownerFiles)
    .where(eq(ownerFiles.requestId, requestId))
    .orderBy(asc(ownerFiles.addedAt), asc(ownerFiles.id))

/** How many there were. */
export const deleteFilesOf = async (tx: Tx, requestId: string): Promise<number> =>
  (await tx.delete(ownerFiles).where(eq(ownerFiles.requestId, requestId)).returning({ id: ownerFiles.id })).length
