import { integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { dossier, instant, plainDate } from '#lib/db/columns.ts'

/** The organisation that answers. One row, or none before the first run is finished. */
export const organisations = dossier.table('organisation', {
  id: integer().primaryKey(),
  name: text().notNull(),
  address: text().notNull(),
  contact: text().notNull(),
  /** Seat: ISO 3166-1 country and, where holidays differ inside it, ISO 3166-2 region. */
  country: text().notNull(),
  region: text(),
  zone: text().notNull(),
  sender: text().notNull(),
  locales: text().array().notNull(),
  authority: jsonb().$type<{ name: string; url: string }>().notNull(),
  changedAt: instant('changed_at').notNull(),
})

/** A setting that is not as it came. */
export const settingRows = dossier.table('setting', {
  key: text().primaryKey(),
  value: jsonb().notNull(),
  changedAt: instant('changed_at').notNull(),
})

/** The demo's clock: how far it runs ahead of the real one. Any other start has no row. */
export const demoClocks = dossier.table('demo_clock', {
  id: integer().primaryKey(),
  aheadSeconds: integer('ahead_seconds').notNull(),
})

/** What an admin put in place of an entry of the delivered directory of authorities, the newest for each. */
export const authorityCorrections = dossier.table('authority_correction', {
  id: text().primaryKey(),
  name: text().notNull(),
  url: text().notNull(),
  /** Where it was read. */
  source: text().notNull(),
  checkedOn: plainDate('checked_on').notNull(),
  by: uuid().notNull(),
})
