import { integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, dossier, instant } from '#lib/db/columns.ts'
import { requests } from '#lib/requests/table.ts'

const requestId = () =>
  uuid('request_id')
    .notNull()
    .references(() => requests.id)

/** What one look at the findings of a request could ask its person: sealed questions with keyed hashes of their answers. */
export const identityReviews = dossier.table('identity_review', {
  requestId: uuid('request_id')
    .primaryKey()
    .references(() => requests.id),
  attempt: integer().notNull(),
  facts: bytes().notNull(),
  reviewedAt: instant('reviewed_at').notNull(),
})

/** Questions put to the person and not settled yet; gone once they are. How many tries are left stands in the history. */
export const identityChecks = dossier.table('identity_check', {
  id: uuid().primaryKey(),
  requestId: requestId().unique(),
  level: text().$type<'L2' | 'L3'>().notNull(),
  questions: bytes().notNull(),
  askedAt: instant('asked_at').notNull(),
})

/** Whom we told that a request was opened, so that nobody is told twice and "this was not me" finds its request. */
export const alerts = dossier.table(
  'alert',
  {
    id: uuid().primaryKey(),
    tokenHash: bytes('token_hash').notNull().unique(),
    requestId: requestId(),
    addressHash: bytes('address_hash').notNull(),
    toldAt: instant('told_at').notNull(),
  },
  table => [unique().on(table.requestId, table.addressHash)],
)

/** A former address a person named for one request. Sealed. */
export const formerAddresses = dossier.table(
  'former_address',
  {
    id: uuid().primaryKey(),
    requestId: requestId(),
    addressHash: bytes('address_hash').notNull(),
    address: bytes().notNull(),
    namedAt: instant('named_at').notNull(),
  },
  table => [unique().on(table.requestId, table.addressHash)],
)
