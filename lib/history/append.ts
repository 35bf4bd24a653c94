import { sql } from 'drizzle-orm'
import type { Scope } from '#lib/db/begin.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import type { Told } from './events.ts'

/**
 * Appends events to their streams inside the caller's transaction: no entry, no change. Who acts and with what role is the
 * database's own knowledge (`dossier.append_event`). The job that gives them their place in the tree is born beside them.
 */
export async function append({ tx, now }: Pick<Scope, 'tx' | 'now'>, told: readonly Told[]): Promise<void> {
  for (const { stream, event } of told) {
    const { type, ...data } = event
    await tx.execute(
      sql`select dossier.append_event(${stream}, ${type}, ${JSON.stringify(data)}::jsonb, ${now.toString()}::timestamptz)`,
    )
  }
  if (told.length > 0) await enqueue(tx, 'seal-history', {}, { key: 'seal-history', afterSeconds: 1 })
}
