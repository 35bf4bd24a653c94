import { boolean, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, dossier, instant } from '#lib/db/columns.ts'
import { requests } from '#lib/requests/table.ts'
import type { CollectionResult } from '#lib/sources/contract.ts'
import type { CandidateState, Sign } from './candidate-words.ts'

/** How far what one attempt found was followed by what several people may share. */
export const candidateReviews = dossier.table('candidate_review', {
  requestId: uuid('request_id')
    .primaryKey()
    .references(() => requests.id),
  attempt: integer().notNull(),
  /** The fence of the job that follows: who wakes after another search finds another's. */
  run: uuid().notNull(),
  /** Rows beyond those that are kept. */
  more: integer().notNull(),
  /** What could not be asked, each with the reason: `weblog: timeout`. */
  unread: text().array().notNull(),
  /** Null until it was followed. */
  reviewedAt: instant('reviewed_at'),
  /** The fence of the job that brings copy and decisions together; null when they are the same. */
  admission: uuid(),
  /** The fence of the job that looks for what hangs on rows an officer said are the person's; null when it was looked for. */
  following: uuid(),
})

/** Where the sealed candidates of one collection lie, apart from what was found; and how the search of the collection had ended. */
export const candidateSegments = dossier.table(
  'candidate_segment',
  {
    objectId: text('object_id').notNull(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    attempt: integer().notNull(),
    source: text().notNull(),
    dataset: text().notNull(),
    collection: text().notNull(),
    records: integer().notNull(),
    plaintextHash: bytes('plaintext_hash').notNull(),
    sealedBytes: integer('sealed_bytes').notNull(),
    ownResult: text('own_result').$type<CollectionResult['result']>().notNull(),
    ownCount: integer('own_count').notNull(),
    ownReason: text('own_reason'),
  },
  table => [primaryKey({ columns: [table.requestId, table.objectId] })],
)

/** Rows of one collection that belong to one another: they are the person's, or they are not. */
export const candidates = dossier.table('candidate', {
  id: uuid().primaryKey(),
  requestId: uuid('request_id')
    .notNull()
    .references(() => requests.id),
  source: text().notNull(),
  dataset: text().notNull(),
  collection: text().notNull(),
  /** By which shared locators they were found: `phone`, `ip`. None where they only hang on rows that an officer said are the person's. */
  kinds: text().array().notNull(),
  signs: jsonb().$type<Sign[]>().notNull(),
  /** Of the records in the candidates' sealed segment, from 0. */
  positions: integer().array().notNull(),
  /** Keyed hashes, hexadecimal: the same rows in a later attempt are the same candidate. */
  recordHashes: text('record_hashes').array().notNull(),
  state: text().$type<CandidateState>().notNull(),
  /** Whether the rows were put beside what was found. */
  inCopy: boolean('in_copy').notNull(),
  /** Collections in which nobody could look for what hangs on the rows, by `dataset.collection`; null until it was tried. Of rows that are not theirs: `ledPast`. */
  hangingUnread: text('hanging_unread').array(),
  /** In the order of the list. */
  place: integer().notNull(),
})
