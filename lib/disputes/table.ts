import { sql } from 'drizzle-orm'
import { index, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, dossier, instant } from '#lib/db/columns.ts'
import { requests } from '#lib/requests/table.ts'
import type { DisputeKind, DisputeOutcome, DisputeState } from './dispute-words.ts'

/** A complaint or an appeal: an object of its own with a clock of its own. */
export const disputes = dossier.table(
  'dispute',
  {
    id: uuid().primaryKey(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    kind: text().$type<DisputeKind>().notNull(),
    state: text().$type<DisputeState>().notNull(),
    /** The rules its dates come from. */
    rules: text().array().notNull(),
    /** Sealed JSON: what the person wrote. */
    body: bytes().notNull(),
    /** Who refused, or released in part, what is appealed against, read by the database from the history. */
    firstDecider: uuid('first_decider'),
    decidedBy: uuid('decided_by'),
    outcome: text().$type<DisputeOutcome>(),
    receivedAt: instant('received_at').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  table => [index('dispute_open').on(table.requestId).where(sql`state <> 'decided'`)],
)
