import { integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { dossier, instant, plainDate } from '#lib/db/columns.ts'
import type { PerLanguage } from './per-language.ts'

/** One version of the organisation's privacy notice, word for word; published once and never changed (a trigger sees to it). */
export const noticeVersions = dossier.table('notice_version', {
  number: integer().primaryKey(),
  effectiveOn: plainDate('effective_on').notNull().unique(),
  texts: jsonb().$type<PerLanguage>().notNull(),
  /** What changed, in a sentence. */
  changes: jsonb().$type<PerLanguage>().notNull(),
  sha256: text().notNull(),
  publishedBy: uuid('published_by'),
  publishedAt: instant('published_at').notNull(),
})

/** Who asked to be told of changes: a person who proved a mailbox. */
export const noticeReaders = dossier.table('notice_reader', {
  personId: uuid('person_id').primaryKey(),
  since: instant().notNull(),
})

/** Who was told of which version, so that nobody is told twice. */
export const noticeTold = dossier.table(
  'notice_told',
  { number: integer().notNull(), personId: uuid('person_id').notNull(), toldAt: instant('told_at').notNull() },
  table => [primaryKey({ columns: [table.number, table.personId] })],
)
