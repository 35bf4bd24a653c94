import { text } from 'drizzle-orm/pg-core'
import { dossier, instant } from '#lib/db/columns.ts'

/** A place personal data is kept. The connection itself stays in the environment, under the name given here. */
export const sources = dossier.table('source', {
  key: text().primaryKey(),
  kind: text().notNull(),
  connectionVariable: text('connection_variable').notNull(),
  /** Fides dataset YAML with `x_dossier`. */
  map: text().notNull(),
  addedAt: instant('added_at').notNull(),
})
