import { and, asc, eq, inArray, isNotNull, isNull, lte } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Scope, Tx } from '#lib/db/begin.ts'
import type { Step } from '#lib/deadlines/steps.ts'
import { mayBecome, type Status } from './status.ts'
import { deadlines, letters, reasons, requests, withholdings } from './table.ts'

export type RequestRow = typeof requests.$inferSelect
export type NewDeadline = typeof deadlines.$inferInsert
export type WithholdingRow = typeof withholdings.$inferSelect

/** Locks the row: whoever decides about a request decides alone. A stranger's reference finds nothing (row-level security). */
export const lockByRef = async (tx: Tx, ref: string): Promise<RequestRow | undefined> =>
  (await tx.select().from(requests).where(eq(requests.ref, ref)).for('update'))[0]

/** As lockByRef, for the few verbs that act for a person with the portal's rights: the person is part of the query. */
export const lockOwn = async (tx: Tx, ref: string, personId: string): Promise<RequestRow | undefined> =>
  (
    await tx
      .select()
      .from(requests)
      .where(and(eq(requests.ref, ref), eq(requests.personId, personId)))
      .for('update')
  )[0]

/** Without a lock: for whoever changes nothing of the row. */
export const readByRef = async (tx: Tx, ref: string): Promise<RequestRow | undefined> =>
  (await tx.select().from(requests).where(eq(requests.ref, ref)))[0]

/** As lockByRef, for jobs, which know ids alone. */
export const lockById = async (tx: Tx, id: string): Promise<RequestRow | undefined> =>
  (await tx.select().from(requests).where(eq(requests.id, id)).for('update'))[0]

type Duty = NewDeadline['duty']

/**
 * Which duties a status fulfils: whoever proved a mailbox was acknowledged in the same transaction (prove-address.ts), an answer
 * and a refusal leave with their letter.
 */
const fulfilledBy: { [status in Status]?: readonly Duty[] } = {
  proved: ['acknowledgement'],
  released: ['acknowledgement', 'answer', 'refusal_notice'],
  refused: ['acknowledgement', 'answer', 'refusal_notice'],
}

/** Step: duties of a matter that were done now; what was done before stays done when it was. */
export const fulfil = ({ tx, now }: Pick<Scope, 'tx' | 'now'>, matter: string, duties: readonly Duty[]) =>
  tx
    .update(deadlines)
    .set({ fulfilledAt: now })
    .where(and(eq(deadlines.matter, matter), inArray(deadlines.duty, [...duties]), isNull(deadlines.fulfilledAt)))

/** Step: a granted appeal opens the duty to answer again. */
export const reopenAnswer = (tx: Tx, requestId: string) =>
  tx
    .update(deadlines)
    .set({ fulfilledAt: null })
    .where(and(eq(deadlines.matter, requestId), inArray(deadlines.duty, ['answer', 'refusal_notice'])))

type Change = Partial<Omit<RequestRow, 'id' | 'ref' | 'status'>>

/**
 * Moves a locked request along its life and writes what the new state carries.
 * @throws when the table of statuses knows no such step: the caller has asked `mayBecome` before.
 */
export async function moveTo(
  { tx, now }: Scope,
  request: RequestRow,
  to: Status,
  change: Change = {},
): Promise<RequestRow> {
  if (!mayBecome(request.status, to)) throw new Error(`A request that is ${request.status} cannot become ${to}.`)
  const set = { ...change, status: to, changedAt: now }
  const done = fulfilledBy[to]
  if (done) await fulfil({ tx, now }, request.id, done)
  await tx
    .update(requests)
    .set(set)
    .where(and(eq(requests.id, request.id), eq(requests.status, request.status)))
  return { ...request, ...set }
}

/** Writes to a locked request without moving it. */
export async function amend({ tx, now }: Scope, request: RequestRow, change: Change): Promise<RequestRow> {
  await tx
    .update(requests)
    .set({ ...change, changedAt: now })
    .where(eq(requests.id, request.id))
  return { ...request, ...change, changedAt: now }
}

export const insertRequest = (tx: Tx, row: typeof requests.$inferInsert) => tx.insert(requests).values(row)

export const insertDeadlines = (tx: Tx, rows: NewDeadline[]) => tx.insert(deadlines).values(rows)

/** Of the request itself; complaints and appeals keep their dates. */
export const deleteDeadlines = (tx: Tx, requestId: string) =>
  tx.delete(deadlines).where(eq(deadlines.matter, requestId))

/** With which versions and in which zone the dates of a request were counted. */
export const readVersions = (tx: Tx, requestId: string) =>
  tx
    .select({
      rule: deadlines.rule,
      ruleVersion: deadlines.ruleVersion,
      calendarVersion: deadlines.calendarVersion,
      zone: deadlines.zone,
    })
    .from(deadlines)
    .where(eq(deadlines.matter, requestId))

/** When each duty of a request was done, by duty. */
export const readFulfilled = async (tx: Tx, requestId: string) => {
  const rows = await tx
    .select({ duty: deadlines.duty, at: deadlines.fulfilledAt })
    .from(deadlines)
    .where(and(eq(deadlines.matter, requestId), isNotNull(deadlines.fulfilledAt)))
  return new Map(rows.flatMap(({ duty, at }) => (at ? [[duty, at] as const] : [])))
}

/** How the date that governs was found; as the law's code and parameters. */
export const readGoverningSteps = async (tx: Tx, requestId: string): Promise<readonly Step[]> =>
  (
    await tx
      .select({ steps: deadlines.steps })
      .from(deadlines)
      .where(and(eq(deadlines.requestId, requestId), eq(deadlines.governs, true), eq(deadlines.duty, 'answer')))
  ).flatMap(({ steps }) => steps as Step[])

/** Every letter of a request, still sealed, oldest first. */
export const readLetterRows = (tx: Tx, requestId: string) =>
  tx.select().from(letters).where(eq(letters.requestId, requestId)).orderBy(asc(letters.writtenAt), asc(letters.id))

export const insertLetter = (tx: Tx, row: typeof letters.$inferInsert) => tx.insert(letters).values(row)

export const insertReason = (tx: Tx, row: typeof reasons.$inferInsert) => tx.insert(reasons).values(row)

export const readReasonRows = (tx: Tx, requestId: string) =>
  tx.select().from(reasons).where(eq(reasons.requestId, requestId))

/** Ids of unproved requests whose time is over, a bounded number of them. */
export const findLapsed = (tx: Tx, now: Temporal.Instant): Promise<{ id: string }[]> =>
  tx
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.status, 'received'), lte(requests.lapseAt, now)))
    .limit(500)

/** False when exactly this is withheld already. */
export async function insertWithholding(tx: Tx, row: WithholdingRow): Promise<boolean> {
  const same = and(
    eq(withholdings.requestId, row.requestId),
    eq(withholdings.dataset, row.dataset),
    eq(withholdings.collection, row.collection),
    eq(withholdings.recordHash, row.recordHash),
    eq(withholdings.field, row.field),
    eq(withholdings.span, row.span),
  )
  if ((await tx.select({ id: withholdings.id }).from(withholdings).where(same)).length > 0) return false
  await tx.insert(withholdings).values(row)
  return true
}

/** False when there was none. */
export const deleteWithholding = async (tx: Tx, requestId: string, id: string): Promise<boolean> =>
  (
    await tx
      .delete(withholdings)
      .where(and(eq(withholdings.id, id), eq(withholdings.requestId, requestId)))
      .returning({ id: withholdings.id })
  ).length > 0
