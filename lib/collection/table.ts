import { integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, dossier, instant } from '#lib/db/columns.ts'
import { requests } from '#lib/requests/table.ts'

/** One source read once for one attempt. `run` is the fence: who wakes after its lease finds another's. */
export const searches = dossier.table(
  'search',
  {
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    attempt: integer().notNull(),
    source: text().notNull(),
    state: text().$type<'waiting' | 'running' | 'done' | 'failed'>().notNull(),
    run: uuid().notNull(),
    collectionsTotal: integer('collections_total').notNull(),
    collectionsDone: integer('collections_done').notNull(),
    records: integer().notNull(),
    snapshotAt: text('snapshot_at'),
    snapshotLsn: text('snapshot_lsn'),
    fingerprint: text(),
    unclassified: text().array().notNull(),
    /** How many near-miss identities were tried, and which collections let one through. */
    decoys: jsonb().$type<{ tried: number; crossed: { collection: string; rule: string }[] }>().notNull(),
    reason: text(),
    startedAt: instant('started_at').notNull(),
  },
  table => [primaryKey({ columns: [table.requestId, table.attempt, table.source] })],
)

export const coverages = dossier.table(
  'coverage',
  {
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    attempt: integer().notNull(),
    source: text().notNull(),
    dataset: text().notNull(),
    collection: text().notNull(),
    position: integer().notNull(),
    result: text().$type<'found' | 'empty' | 'failed' | 'unreachable'>().notNull(),
    count: integer().notNull(),
    reason: text(),
  },
  table => [primaryKey({ columns: [table.requestId, table.attempt, table.dataset, table.collection] })],
)

/** Where the sealed records of one collection lie in the vault. */
export const segments = dossier.table(
  'segment',
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
  },
  table => [primaryKey({ columns: [table.requestId, table.objectId] })],
)

/** A row of a source that must not be deleted while a request about it can still be looked at again: its keyed hash, never its key. */
export const holds = dossier.table(
  'hold',
  {
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    source: text().notNull(),
    dataset: text().notNull(),
    collection: text().notNull(),
    recordHash: bytes('record_hash').notNull(),
  },
  table => [primaryKey({ columns: [table.requestId, table.recordHash] })],
)
