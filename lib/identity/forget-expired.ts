import { lte, sql } from 'drizzle-orm'
import type { Scope } from '#lib/db/begin.ts'
import { challenges, linkTokens, sessions } from './table.ts'

/** Step: sessions, links and challenges that time has ended, and counters that count no more. They decided nothing any longer. */
export async function forgetExpired({ tx, now }: Scope): Promise<void> {
  await tx.delete(sessions).where(lte(sessions.expiresAt, now))
  // An expired link stays a day, so that its page can say "expired" and not "unknown".
  await tx.delete(linkTokens).where(lte(linkTokens.expiresAt, now.subtract({ hours: 24 })))
  await tx.delete(challenges).where(lte(challenges.expiresAt, now))
  await tx.execute(sql`delete from dossier.rate_counter where expire < now()`)
}
