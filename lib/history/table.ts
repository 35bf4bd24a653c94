import { bigint, integer, jsonb, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { bytes, dossier, instant } from '#lib/db/columns.ts'
import type { HistoryEvent } from './events.ts'

/** No foreign keys: what happened outlives what it happened to. */
export const historyEvents = dossier.table(
  'history_event',
  {
    stream: text().notNull(),
    version: integer().notNull(),
    at: instant().notNull(),
    actor: text().notNull(),
    type: text().$type<HistoryEvent['type']>().notNull(),
    data: jsonb().notNull(),
  },
  table => [primaryKey({ columns: [table.stream, table.version] })],
)

/** Events that have no place in the tree yet. Commits come late, so that `id > last` would lose some. */
export const historyPending = dossier.table(
  'history_pending',
  { stream: text().notNull(), version: integer().notNull() },
  table => [primaryKey({ columns: [table.stream, table.version] })],
)

export const historyLeaves = dossier.table(
  'history_leaf',
  {
    index: bigint({ mode: 'number' }).primaryKey(),
    stream: text().notNull(),
    version: integer().notNull(),
    hash: bytes().notNull(),
  },
  table => [unique('history_leaf_event').on(table.stream, table.version)],
)

export const historyCheckpoints = dossier.table('history_checkpoint', {
  size: bigint({ mode: 'number' }).primaryKey(),
  root: bytes().notNull(),
  /** The hashes (32 bytes each) of the perfect subtrees that make up the tree of this size, widest first: the next seal starts from them. */
  frontier: bytes().notNull(),
  note: text().notNull(),
  at: instant().notNull(),
})
