import { primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, dossier, instant, plainDate } from '#lib/db/columns.ts'
import type { Rule } from '#lib/deadlines/rule-schema.ts'

/** What was said about a date, once: the key is the reminder, and another safe date is another reminder. */
export const reminders = dossier.table(
  'reminder',
  {
    matter: uuid().notNull(),
    duty: text().$type<Rule['duty']>().notNull(),
    rule: text().notNull(),
    safeOn: plainDate('safe_on').notNull(),
    kind: text().$type<'14' | '7' | '3' | '1' | 'escalation'>().notNull(),
    sentAt: instant('sent_at').notNull(),
  },
  table => [primaryKey({ columns: [table.matter, table.duty, table.rule, table.safeOn, table.kind] })],
)

/** The days on which the team was told how things stand. */
export const digests = dossier.table('digest', { day: plainDate().primaryKey(), sentAt: instant('sent_at').notNull() })

/** An officer's calendar subscription: its address is a secret, kept as a keyed hash. */
export const calendarFeeds = dossier.table('calendar_feed', {
  tokenHash: bytes('token_hash').primaryKey(),
  staffId: uuid('staff_id').notNull().unique(),
  madeAt: instant('made_at').notNull(),
})
