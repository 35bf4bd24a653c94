import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, dossier, instant, plainDate } from '#lib/db/columns.ts'
import type { Rule } from '#lib/deadlines/rule-schema.ts'
import type { BreachDecision, Ending, Outcome, Right, Status } from './status.ts'

type Duty = Rule['duty']

export const requests = dossier.table(
  'request',
  {
    id: uuid().primaryKey(),
    ref: text().notNull().unique(),
    right: text().$type<Right>().notNull(),
    status: text().$type<Status>().notNull(),
    /** Set by the proof of the address and never before: until then the request belongs to nobody. */
    personId: uuid('person_id'),
    /** The browser that asked; it alone may mend the address of an unproved request. */
    visitorId: uuid('visitor_id').notNull(),
    addressHash: bytes('address_hash').notNull(),
    /** Sealed JSON: address, name, what they told us. */
    intake: bytes().notNull(),
    locale: text().notNull(),
    country: text().notNull(),
    /** Rules that apply; the earliest due date among them governs. */
    rules: text().array().notNull(),
    channel: text().notNull(),
    receivedAt: instant('received_at').notNull(),
    dueOn: plainDate('due_on').notNull(),
    /** First instant after the due day in the organisation's zone: overdue from here on. */
    dueAt: instant('due_at').notNull(),
    safeOn: plainDate('safe_on').notNull(),
    /** Since when the clock stands still under the governing rule; null while it runs. */
    pausedSince: plainDate('paused_since'),
    /** When an unproved request lapses by itself. */
    lapseAt: instant('lapse_at').notNull(),
    assignedTo: uuid('assigned_to'),
    /** Number of the collection whose segments count. */
    attempt: integer().notNull().default(0),
    outcome: text().$type<Outcome>(),
    /** What the history says of the answer, kept here by the event itself (drizzle/0016): the first release or refusal, whether it was ever refused, or extended. */
    answeredAt: instant('answered_at'),
    refused: boolean().notNull().default(false),
    extended: boolean().notNull().default(false),
    changedAt: instant('changed_at').notNull(),
  },
  table => [
    // The person's own list, and the row-level security that reads the same column.
    index('request_person').on(table.personId),
    // Search by exact address, and "is there one already".
    index('request_address').on(table.addressHash),
    // The work list: open requests, most urgent first, paged by (due_at, id).
    index('request_work').on(table.status, table.dueAt, table.id),
    index('request_received').on(table.receivedAt, table.id),
  ],
)

export const deadlines = dossier.table(
  'deadline',
  {
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    /** What the duty is about: the request itself, or a complaint or an appeal of its own clock. */
    matter: uuid().notNull(),
    duty: text().$type<Duty>().notNull(),
    rule: text().notNull(),
    ruleVersion: text('rule_version').notNull(),
    calendarVersion: text('calendar_version').notNull(),
    /** The controller's zone at receipt: every date here is a civil date in it. */
    zone: text().notNull(),
    startOn: plainDate('start_on').notNull(),
    baseDueOn: plainDate('base_due_on').notNull(),
    dueOn: plainDate('due_on').notNull(),
    dueAt: instant('due_at').notNull(),
    safeOn: plainDate('safe_on').notNull(),
    noticeBy: plainDate('notice_by').notNull(),
    status: text().notNull(),
    governs: boolean().notNull(),
    confirmed: boolean().notNull(),
    /** The derivation, step by step: codes and parameters, never sentences. */
    steps: jsonb().notNull(),
    /** When the duty was done; null while it is not. */
    fulfilledAt: instant('fulfilled_at'),
  },
  table => [
    primaryKey({ columns: [table.matter, table.duty, table.rule] }),
    index('deadline_request').on(table.requestId),
    index('deadline_unfulfilled').on(table.safeOn).where(sql`fulfilled_at is null`),
    index('deadline_matter').on(table.matter).where(sql`fulfilled_at is null`),
  ],
)

/** What the portal told the person and why: kept sealed; the mail that announced it says only that something is waiting. */
export const letters = dossier.table(
  'letter',
  {
    id: uuid().primaryKey(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    kind: text().notNull(),
    /** Sealed JSON of the letter's typed data. */
    body: bytes().notNull(),
    writtenAt: instant('written_at').notNull(),
  },
  table => [index('letter_request').on(table.requestId, table.writtenAt)],
)

export const withholdings = dossier.table(
  'withholding',
  {
    id: uuid().primaryKey(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    dataset: text().notNull(),
    collection: text().notNull(),
    /** Keyed hash of the record's key, or empty for the whole collection: a key may itself be personal. */
    recordHash: bytes('record_hash').notNull(),
    /** Field name, or empty for the whole record. */
    field: text().notNull(),
    /** A part of the value (`lib/packages/span.ts`), or empty for all of it. */
    span: text().notNull().default(''),
    ground: text().notNull(),
    /** Digest of the reason, found in `reason`. */
    reason: text().notNull(),
    by: uuid().notNull(),
    at: instant().notNull(),
  },
  table => [index('withholding_request').on(table.requestId)],
)

/** What somebody wrote to explain a decision: sealed here, found by the commitment the history holds, erasable without breaking it. */
export const reasons = dossier.table(
  'reason',
  {
    digest: text().primaryKey(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    text: bytes().notNull(),
  },
  table => [index('reason_request').on(table.requestId)],
)

/** A due date that one officer proposed and another confirmed, against what the law as data gave; both dates are kept. */
export const dateOverrides = dossier.table('date_override', {
  id: uuid().primaryKey(),
  requestId: uuid('request_id')
    .notNull()
    .references(() => requests.id),
  rule: text().notNull(),
  was: plainDate().notNull(),
  newDate: plainDate('new_date').notNull(),
  reason: text().notNull(),
  state: text().$type<'proposed' | 'confirmed' | 'dropped'>().notNull(),
  proposedBy: uuid('proposed_by').notNull(),
  proposedAt: instant('proposed_at').notNull(),
  confirmedBy: uuid('confirmed_by'),
})

export type Side = 'person' | 'team'

/** What person and team write to each other in the portal; the mail that announces it says only that something is waiting. */
export const messages = dossier.table(
  'message',
  {
    id: uuid().primaryKey(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    side: text().$type<Side>().notNull(),
    kind: text().$type<'message' | 'question' | 'answer'>().notNull(),
    /** Sealed JSON: text and salt. */
    body: bytes().notNull(),
    /** Which officer wrote; null where the person did. The person's role cannot read it. */
    by: uuid(),
    writtenAt: instant('written_at').notNull(),
    /** When the other side opened it. */
    readAt: instant('read_at'),
  },
  table => [index('message_request').on(table.requestId, table.writtenAt, table.id)],
)

/** A message that asks what the answer depends on (recital 63 GDPR). At most one of a request is open. */
export const questions = dossier.table('question', {
  id: uuid()
    .primaryKey()
    .references(() => messages.id),
  requestId: uuid('request_id')
    .notNull()
    .references(() => requests.id),
  state: text().$type<'open' | Ending>().notNull(),
  askedAt: instant('asked_at').notNull(),
})

/** A copy that went to the wrong person: a personal data breach with its clock of 72 hours (Art. 33 GDPR). */
export const breaches = dossier.table('breach', {
  id: uuid().primaryKey(),
  requestId: uuid('request_id')
    .notNull()
    .references(() => requests.id),
  awareAt: instant('aware_at').notNull(),
  dueAt: instant('due_at').notNull(),
  /** What happened. Sealed JSON: text and salt. */
  account: bytes().notNull(),
  authority: text().$type<BreachDecision>().notNull(),
  authorityAt: instant('authority_at'),
  persons: text().$type<BreachDecision>().notNull(),
  personsAt: instant('persons_at'),
  closedAt: instant('closed_at'),
})
