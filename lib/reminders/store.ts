import { and, asc, eq, gte, inArray, isNull, like, lte, ne, or, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { StaffRole } from '#lib/access/actor.ts'
import type { Tx } from '#lib/db/begin.ts'
import { disputes } from '#lib/disputes/table.ts'
import { historyEvents } from '#lib/history/table.ts'
import { staff } from '#lib/identity/table.ts'
import { deadlines, requests } from '#lib/requests/table.ts'
import { liveStatuses } from '#lib/requests/work-list-store.ts'
import { openText } from '#lib/vault/house-keys.ts'
import { calendarFeeds, digests, reminders } from './table.ts'

/** A duty that is still to be done, as a reminder or a calendar may name it: a reference and no person. */
export type OpenDuty = Awaited<ReturnType<typeof readOpenDuties>>[number]

/** The request is proved and unanswered, or its complaint or appeal undecided. */
const wanted = or(
  and(eq(deadlines.matter, requests.id), inArray(requests.status, [...liveStatuses])),
  sql`exists (select from ${disputes} where ${disputes.id} = ${deadlines.matter} and ${disputes.state} <> 'decided')`,
)

/** Several laws may want the answer: the governing date counts. A notice of refusal is due with the answer and needs no word of its own. */
const counts = or(deadlines.governs, and(ne(deadlines.duty, 'answer'), ne(deadlines.duty, 'refusal_notice')))

const open = and(isNull(deadlines.fulfilledAt), wanted, counts)

/** The clock of the answer stands still: its day is not known, and nobody is reminded of one (UK GDPR Art. 12A). */
const stands = sql<boolean>`(${deadlines.governs} and ${requests.pausedSince} is not null)`

type Which = { until?: Temporal.PlainDate; matter?: string }

/** Duties to be done, the most urgent first: all, those whose safe date is on or before `until`, or those of one matter. */
export const readOpenDuties = (tx: Tx, { until, matter }: Which = {}) =>
  tx
    .select({
      requestId: requests.id,
      ref: requests.ref,
      assignedTo: requests.assignedTo,
      matter: deadlines.matter,
      duty: deadlines.duty,
      rule: deadlines.rule,
      zone: deadlines.zone,
      startOn: deadlines.startOn,
      safeOn: deadlines.safeOn,
      dueOn: deadlines.dueOn,
      dueAt: deadlines.dueAt,
      confirmed: deadlines.confirmed,
      stands,
    })
    .from(deadlines)
    .innerJoin(requests, eq(requests.id, deadlines.requestId))
    .where(
      and(open, ...(until ? [lte(deadlines.safeOn, until)] : []), ...(matter ? [eq(deadlines.matter, matter)] : [])),
    )
    .orderBy(asc(deadlines.safeOn), asc(deadlines.matter), asc(deadlines.rule))

type Reminder = typeof reminders.$inferInsert

type Said = Pick<Reminder, 'matter' | 'duty' | 'rule' | 'safeOn' | 'kind'>
export const saidKey = ({ matter, duty, rule, safeOn, kind }: Said): string =>
  [matter, duty, rule, safeOn.toString(), kind].join(' ')

/** What was said already about these matters. */
export const readSaid = async (tx: Tx, matters: readonly string[]): Promise<Set<string>> => {
  if (matters.length === 0) return new Set()
  const rows = await tx
    .select()
    .from(reminders)
    .where(inArray(reminders.matter, [...matters]))
  return new Set(rows.map(saidKey))
}

/** False when exactly this was said before: by another worker, or by this one before it was killed. */
export const insertReminder = async (tx: Tx, row: Reminder): Promise<boolean> =>
  (await tx.insert(reminders).values(row).onConflictDoNothing().returning({ kind: reminders.kind })).length > 0

export const insertDigest = async (tx: Tx, row: typeof digests.$inferInsert): Promise<boolean> =>
  (await tx.insert(digests).values(row).onConflictDoNothing().returning({ day: digests.day })).length > 0

/** Whether an officer did anything about a request since then. */
export const hasMoved = async (tx: Tx, requestId: string, since: Temporal.Instant): Promise<boolean> =>
  (
    await tx
      .select({ version: historyEvents.version })
      .from(historyEvents)
      .where(
        and(
          eq(historyEvents.stream, `request:${requestId}`),
          gte(historyEvents.at, since),
          like(historyEvents.actor, 'officer:%'),
        ),
      )
      .limit(1)
  ).length > 0

export type Colleague = { id: string; address: string; locale: string }

/** Everybody of a role who works here, with the address a mail to them goes to. */
export const readTeam = async (tx: Tx, role: StaffRole): Promise<Colleague[]> =>
  (
    await tx
      .select({ id: staff.id, address: staff.address, locale: staff.locale })
      .from(staff)
      .where(and(eq(staff.role, role), eq(staff.state, 'active')))
      .orderBy(asc(staff.id))
  ).map(({ id, address, locale }) => ({ id, locale, address: openText(`staff.address:${id}`, address) }))

export const replaceFeed = async (tx: Tx, row: typeof calendarFeeds.$inferInsert): Promise<void> => {
  await tx.delete(calendarFeeds).where(eq(calendarFeeds.staffId, row.staffId))
  await tx.insert(calendarFeeds).values(row)
}

/** False when there was none. */
export const deleteFeed = async (tx: Tx, staffId: string): Promise<boolean> =>
  (await tx.delete(calendarFeeds).where(eq(calendarFeeds.staffId, staffId)).returning({ id: calendarFeeds.staffId }))
    .length > 0

export const findOwnFeed = async (tx: Tx, staffId: string): Promise<{ madeAt: Temporal.Instant } | undefined> =>
  (await tx.select({ madeAt: calendarFeeds.madeAt }).from(calendarFeeds).where(eq(calendarFeeds.staffId, staffId)))[0]

/** Whose calendar this is, while they work here as one who may see that requests exist. */
export const findFeedOwner = async (tx: Tx, tokenHash: Uint8Array): Promise<{ locale: string } | undefined> =>
  (
    await tx
      .select({ locale: staff.locale })
      .from(calendarFeeds)
      .innerJoin(staff, eq(staff.id, calendarFeeds.staffId))
      .where(
        and(
          eq(calendarFeeds.tokenHash, tokenHash),
          eq(staff.state, 'active'),
          inArray(staff.role, ['officer', 'admin']),
        ),
      )
  )[0]
