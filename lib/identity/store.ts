import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { StaffRole } from '#lib/access/actor.ts'
import type { Tx } from '#lib/db/begin.ts'
import { challenges, linkTokens, persons, sessions, staff } from './table.ts'

export type LinkRow = typeof linkTokens.$inferSelect

/** Older links to a mailbox die: a definer's function, because a visitor may cause that and may not read the table. */
export const retireLinks = (tx: Tx, addressHash: Uint8Array) =>
  tx.execute(sql`select dossier.retire_links(${Buffer.from(addressHash)})`)

export const insertLink = (tx: Tx, row: typeof linkTokens.$inferInsert) => tx.insert(linkTokens).values(row)

/** Whoever deletes the row has consumed the link: of fifty at once, one. Undefined when it is unknown, used or expired. */
export const consumeLink = async (tx: Tx, tokenHash: Uint8Array, now: Temporal.Instant): Promise<LinkRow | undefined> =>
  (
    await tx
      .delete(linkTokens)
      .where(and(eq(linkTokens.tokenHash, tokenHash), gt(linkTokens.expiresAt, now)))
      .returning()
  )[0]

/** As consumeLink, expired or not. */
export const dropLink = async (tx: Tx, tokenHash: Uint8Array): Promise<LinkRow | undefined> =>
  (await tx.delete(linkTokens).where(eq(linkTokens.tokenHash, tokenHash)).returning())[0]

export const findLink = async (tx: Tx, tokenHash: Uint8Array): Promise<LinkRow | undefined> =>
  (await tx.select().from(linkTokens).where(eq(linkTokens.tokenHash, tokenHash)))[0]

/** The person of a mailbox, known from an earlier proof or from now on; of two proofs at once, one makes them. */
export async function findOrInsertPerson(tx: Tx, row: typeof persons.$inferInsert): Promise<string> {
  await tx.insert(persons).values(row).onConflictDoNothing({ target: persons.addressHash })
  const [person] = await tx.select({ id: persons.id }).from(persons).where(eq(persons.addressHash, row.addressHash))
  return person!.id
}

export const insertSession = (tx: Tx, row: typeof sessions.$inferInsert) => tx.insert(sessions).values(row)

/** False when there was no such session any more. */
export const deleteSession = async (tx: Tx, tokenHash: Uint8Array): Promise<boolean> =>
  (await tx.delete(sessions).where(eq(sessions.tokenHash, tokenHash)).returning({ id: sessions.subjectId })).length > 0

export const isOfficer = async (tx: Tx, id: string): Promise<boolean> => {
  const roles: StaffRole[] = ['officer', 'admin']
  const active = and(eq(staff.id, id), eq(staff.state, 'active'), inArray(staff.role, roles))
  return (await tx.select({ id: staff.id }).from(staff).where(active)).length > 0
}

export const insertStaff = (tx: Tx, rows: (typeof staff.$inferInsert)[]) => tx.insert(staff).values(rows)

/** Whoever of a role works here longest; undefined when nobody active has it. */
export const findStaffOf = async (tx: Tx, role: StaffRole): Promise<{ id: string } | undefined> =>
  (
    await tx
      .select({ id: staff.id })
      .from(staff)
      .where(and(eq(staff.role, role), eq(staff.state, 'active')))
      .orderBy(asc(staff.invitedAt), asc(staff.id))
      .limit(1)
  )[0]

/** What time has ended. An expired link stays a day, so that its page can say "expired" and not "unknown". */
export async function deleteExpired(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.delete(sessions).where(lte(sessions.expiresAt, now))
  await tx.delete(linkTokens).where(lte(linkTokens.expiresAt, now.subtract({ hours: 24 })))
  await tx.delete(challenges).where(lte(challenges.expiresAt, now))
  // The limiter counts in the server's real time, never the demo's.
  await tx.execute(sql`delete from dossier.rate_counter where expire < pg_catalog.now()`)
}
