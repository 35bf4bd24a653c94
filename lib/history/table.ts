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

/** Which event is which leaf of the tree. */
export const historyLeaves = dossier.table(
  'history_leaf',
  { index: bigint({ mode: 'number' }).primaryKey(), stream: text().notNull(), version: integer().notNull() },
  table => [unique('history_leaf_event').on(table.stream, table.version)],
)

/** Every perfect subtree's hash, the leaves (level 0) included: proofs and the next seal read a handful of them. */
export const historyNodes = dossier.table(
  'history_node',
  { level: integer().notNull(), index: bigint({ mode: 'number' }).notNull(), hash: bytes().notNull() },
  table => [primaryKey({ columns: [table.level, table.index] })],
)

export const historyCheckpoints = dossier.table('history_checkpoint', {
  size: bigint({ mode: 'number' }).primaryKey(),
  root: bytes().notNull(),
  note: text().notNull(),
  at: instant().notNull(),
})
