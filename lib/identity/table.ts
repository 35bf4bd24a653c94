import { index, integer, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { StaffRole } from '#lib/access/actor.ts'
import { bytes, dossier, instant } from '#lib/db/columns.ts'

/** A mailbox somebody has proved to hold. */
export const persons = dossier.table('person', {
  id: uuid().primaryKey(),
  addressHash: bytes('address_hash').notNull().unique(),
  address: bytes().notNull(),
  locale: text().notNull(),
  firstProvedAt: instant('first_proved_at').notNull(),
})

export const staff = dossier.table('staff', {
  id: uuid().primaryKey(),
  addressHash: bytes('address_hash').notNull().unique(),
  address: bytes().notNull(),
  name: bytes().notNull(),
  role: text().$type<StaffRole>().notNull(),
  state: text().$type<'invited' | 'active' | 'removed'>().notNull(),
  locale: text().notNull(),
  invitedAt: instant('invited_at').notNull(),
})

export const passkeys = dossier.table('passkey', {
  credentialId: text('credential_id').primaryKey(),
  staffId: uuid('staff_id')
    .notNull()
    .references(() => staff.id),
  publicKey: bytes('public_key').notNull(),
  counter: integer().notNull(),
  transports: text().array().notNull(),
  addedAt: instant('added_at').notNull(),
})

/** A single-use question to a passkey, or an invitation to register one. */
export const challenges = dossier.table('challenge', {
  tokenHash: bytes('token_hash').primaryKey(),
  kind: text().$type<'invitation' | 'registration' | 'sign-in'>().notNull(),
  staffId: uuid('staff_id'),
  challenge: text().notNull(),
  expiresAt: instant('expires_at').notNull(),
})

export const linkTokens = dossier.table(
  'link_token',
  {
    tokenHash: bytes('token_hash').primaryKey(),
    addressHash: bytes('address_hash').notNull(),
    /** Sealed: whose mailbox the link went to. */
    address: bytes().notNull(),
    purpose: text().$type<'prove-request' | 'sign-in'>().notNull(),
    requestId: uuid('request_id'),
    returnTo: text('return_to').notNull(),
    locale: text().notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  // Older links die when a new one is issued for the same mailbox and purpose.
  table => [index('link_token_address').on(table.addressHash)],
)

export const sessions = dossier.table('session', {
  tokenHash: bytes('token_hash').primaryKey(),
  kind: text().$type<'person' | 'staff'>().notNull(),
  subjectId: uuid('subject_id').notNull(),
  provedAt: instant('proved_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
})

/** Counters of the rate limiter: exact under parallel calls, shared by every machine. */
export const rateCounters = dossier.table(
  'rate_counter',
  {
    key: text().notNull(),
    points: integer().notNull(),
    expire: timestamp({ withTimezone: true, precision: 3, mode: 'date' }),
  },
  table => [primaryKey({ columns: [table.key] })],
)
