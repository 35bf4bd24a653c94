import { integer, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, dossier, instant } from '#lib/db/columns.ts'

/** A place personal data is kept. The connection itself stays in the environment, under the name given here. */
export const sources = dossier.table('source', {
  key: text().primaryKey(),
  kind: text().notNull(),
  connectionVariable: text('connection_variable').notNull(),
  /** Fides dataset YAML with `x_dossier`. */
  map: text().notNull(),
  addedAt: instant('added_at').notNull(),
})

/** What map and source had of each other at one moment: names of tables and columns. `reason`: why they could not be compared. */
export const sourceChecks = dossier.table('source_check', {
  id: uuid().primaryKey(),
  source: text()
    .notNull()
    .references(() => sources.key),
  at: instant().notNull(),
  reason: text(),
  tables: integer().notNull(),
  columns: integer().notNull(),
  unclassified: text().array().notNull(),
  missing: text().array().notNull(),
  fingerprint: text(),
})

/** That somebody looked for an address without a request, and the purpose they typed, sealed. */
export const sourceTrials = dossier.table('source_trial', {
  id: uuid().primaryKey(),
  by: uuid().notNull(),
  purpose: bytes().notNull(),
  at: instant().notNull(),
})
