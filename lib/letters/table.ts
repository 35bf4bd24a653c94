import { integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { dossier, instant } from '#lib/db/columns.ts'

/** The house's own text of a kind of letter, version by version; nothing is ever changed or taken away. Not personal: a text for everybody. */
export const letterWordings = dossier.table(
  'letter_wording',
  {
    kind: text().notNull(),
    locale: text().notNull(),
    version: integer().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    /** Why it was changed, in the admin's words. */
    reason: text().notNull(),
    by: uuid().notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  table => [primaryKey({ columns: [table.kind, table.locale, table.version] })],
)
