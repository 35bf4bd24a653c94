import { index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, dossier, instant } from '#lib/db/columns.ts'

/** The outbox: a mail is a row born in the transaction that causes it. */
export const mails = dossier.table(
  'mail',
  {
    id: uuid().primaryKey(),
    /** Stable, so that a mail sent twice is seen as one. */
    messageId: text('message_id').notNull().unique(),
    requestId: uuid('request_id'),
    letter: text().notNull(),
    /** Sealed JSON: to, subject, text, html. Emptied once the mail has left or was refused for good. */
    content: bytes().notNull(),
    state: text().$type<'queued' | 'sending' | 'sent' | 'failed'>().notNull(),
    /** The attempt that may speak for this mail: a worker that wakes late finds another's. */
    run: uuid().notNull().defaultRandom(),
    /** Attempts whose outcome nobody knows (a process died between sending and saying so): at most one is repeated. */
    unknowns: integer().notNull().default(0),
    queuedAt: instant('queued_at').notNull(),
    /** The last word of the mail server, as a code without addresses. */
    outcome: text(),
  },
  table => [index('mail_request').on(table.requestId)],
)
