import { bigint, boolean, integer, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, dossier, instant } from '#lib/db/columns.ts'
import { requests } from '#lib/requests/table.ts'
import { sources } from '#lib/sources/table.ts'
import type { OwnerAnswer } from './owner-words.ts'

/** Who is asked for what a source holds that no portal can read: an HR binder, a colleague's mailbox. */
export const sourceOwners = dossier.table('source_owner', {
  source: text()
    .primaryKey()
    .references(() => sources.key),
  address: bytes().notNull(),
  locale: text().notNull(),
  days: integer().notNull(),
  /** Searches that begin ask them. */
  asked: boolean().notNull(),
})

/** One source asked about one request. `unanswered`: its time passed. `dropped`: it was asked anew. */
export const ownerQuestions = dossier.table('owner_question', {
  id: uuid().primaryKey(),
  requestId: uuid('request_id')
    .notNull()
    .references(() => requests.id),
  attempt: integer().notNull(),
  source: text().notNull(),
  address: bytes().notNull(),
  locale: text().notNull(),
  state: text().$type<'waiting' | 'answered' | 'unanswered' | 'dropped'>().notNull(),
  askedAt: instant('asked_at').notNull(),
  dueAt: instant('due_at').notNull(),
  /** How often the portal has reminded them by itself. */
  chased: integer().notNull(),
})

/** A link that answers one question and nothing else. */
export const ownerLinks = dossier.table('owner_link', {
  tokenHash: bytes('token_hash').primaryKey(),
  questionId: uuid('question_id')
    .notNull()
    .references(() => ownerQuestions.id),
  expiresAt: instant('expires_at').notNull(),
  standsIn: uuid('stands_in'),
})

export const ownerAnswers = dossier.table('owner_answer', {
  questionId: uuid('question_id')
    .primaryKey()
    .references(() => ownerQuestions.id),
  answer: text().$type<OwnerAnswer>().notNull(),
  note: text(),
  instead: boolean().notNull(),
  answeredAt: instant('answered_at').notNull(),
})

export const ownerFiles = dossier.table('owner_file', {
  id: uuid().primaryKey(),
  questionId: uuid('question_id')
    .notNull()
    .references(() => ownerQuestions.id),
  requestId: uuid('request_id')
    .notNull()
    .references(() => requests.id),
  objectId: text('object_id').notNull(),
  name: bytes().notNull(),
  bytes: bigint({ mode: 'number' }).notNull(),
  sha256: bytes().notNull(),
  addedAt: instant('added_at').notNull(),
})
