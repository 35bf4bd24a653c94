import { text } from 'drizzle-orm/pg-core'
import { dossier, instant } from '#lib/db/columns.ts'

/** Workers say here every ten seconds that they live; the sweeper frees the jobs of those that fell silent. */
export const heartbeats = dossier.table('heartbeat', {
  worker: text().primaryKey(),
  seenAt: instant('seen_at').notNull(),
})
