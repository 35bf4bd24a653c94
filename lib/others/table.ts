import { integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, dossier, instant } from '#lib/db/columns.ts'
import { requests } from '#lib/requests/table.ts'
import type { MentionKind } from './find-mentions.ts'

/** Which generation of a source's people counts, and how many there are. Zero: none was built yet. */
export const peopleIndexes = dossier.table('people_index', {
  source: text().primaryKey(),
  generation: integer().notNull(),
  builtAt: instant('built_at'),
  people: integer().notNull(),
  identifiers: integer().notNull(),
  /** Why the last try came to nothing; empty when it did not. */
  reason: text().notNull(),
  triedAt: instant('tried_at').notNull(),
})

/** Who is known, as keyed hashes alone. */
export const knownIdentifiers = dossier.table(
  'known_identifier',
  {
    hash: bytes().notNull(),
    owner: bytes().notNull(),
    source: text().notNull(),
    generation: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.hash, table.owner, table.source, table.generation] })],
)

/** That the findings of one attempt were looked through for other people. `more`: places beyond those that are kept. */
export const othersReviews = dossier.table('others_review', {
  requestId: uuid('request_id')
    .primaryKey()
    .references(() => requests.id),
  attempt: integer().notNull(),
  more: integer().notNull(),
  /** Sources whose people could not be known, each with the reason: `site: timeout`. */
  unread: text().array().notNull(),
  reviewedAt: instant('reviewed_at').notNull(),
})

/** A place in a record that gives somebody else away. Where, never what: the words stay in the vault. */
export const mentions = dossier.table('mention', {
  id: uuid().primaryKey(),
  requestId: uuid('request_id')
    .notNull()
    .references(() => requests.id),
  dataset: text().notNull(),
  collection: text().notNull(),
  /** Of the record in its sealed segment, from 0. */
  position: integer().notNull(),
  recordHash: bytes('record_hash').notNull(),
  field: text().notNull(),
  /** Which text of the field's value, and from where to where in it. */
  leaf: integer().notNull(),
  starts: integer().notNull(),
  ends: integer().notNull(),
  kind: text().$type<MentionKind>().notNull(),
  /** 1 is Person B: the person whose copy it is would be A. */
  person: integer().notNull(),
  owner: bytes().notNull(),
  /** Keyed hash of the words, so that a part of another text is never taken for them. */
  digest: bytes().notNull(),
  state: text().$type<'open' | 'accepted' | 'rejected'>().notNull(),
})
