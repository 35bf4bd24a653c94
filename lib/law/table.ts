import { boolean, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { dossier, instant, plainDate } from '#lib/db/columns.ts'

/** Rules and calendars by the hash of their content: what a request's dates were counted with stays what it was. */
export const keptLaws = dossier.table('kept_law', {
  version: text().primaryKey(),
  kind: text().$type<'rule' | 'calendar'>().notNull(),
  content: jsonb().notNull(),
})

/** An admin's word that the figure of this very version was read in a source. */
export const ruleConfirmations = dossier.table(
  'rule_confirmation',
  {
    rule: text().notNull(),
    ruleVersion: text('rule_version').notNull(),
    source: text().notNull(),
    confirmedBy: uuid('confirmed_by').notNull(),
    confirmedAt: instant('confirmed_at').notNull(),
  },
  table => [primaryKey({ columns: [table.rule, table.ruleVersion] })],
)

/** A rule that this house put on or off, against what was published. */
export const ruleSwitches = dossier.table('rule_switch', {
  rule: text().primaryKey(),
  enabled: boolean().notNull(),
  reason: text().notNull(),
  switchedBy: uuid('switched_by').notNull(),
  switchedAt: instant('switched_at').notNull(),
})

export const treatments = ['rest', 'work', 'as-published'] as const
/** How a day is to be taken: everybody rests, everybody works, or as the published calendar has it. */
export type Treatment = (typeof treatments)[number]

/** Every word of this house about a day of rest; the latest about a day counts. Rows are added and never changed. */
export const calendarDays = dossier.table('calendar_day', {
  id: uuid().primaryKey(),
  day: plainDate().notNull(),
  treatAs: text('treat_as').$type<Treatment>().notNull(),
  name: text().notNull(),
  reason: text().notNull(),
  setBy: uuid('set_by').notNull(),
  setAt: instant('set_at').notNull(),
})

/** An admin looked at the days ahead and found them right. */
export const calendarConfirmations = dossier.table('calendar_confirmation', {
  id: uuid().primaryKey(),
  seat: text().notNull(),
  until: plainDate().notNull(),
  version: text().notNull(),
  confirmedBy: uuid('confirmed_by').notNull(),
  confirmedAt: instant('confirmed_at').notNull(),
})
