import { z } from 'zod'
import type { Scope } from '#lib/db/begin.ts'
import { newId } from '#lib/kernel/ids.ts'
import { deleteOldChecks, insertCheck } from './store.ts'

/** What map and source have of each other. Names of tables and columns, never a value. */
export const checkShape = z.object({
  tables: z.int().nonnegative(),
  columns: z.int().nonnegative(),
  unclassified: z.array(z.string()),
  missing: z.array(z.string()),
  fingerprint: z.string().nullable(),
})

const kept = 50

/** Step: remembers what a comparison found, so that the next one can say what is new. */
export async function keepCheck(
  { tx, now }: Scope,
  source: string,
  check: z.output<typeof checkShape> & { reason: string | null },
): Promise<void> {
  await insertCheck(tx, { ...check, id: newId(), source, at: now })
  await deleteOldChecks(tx, source, kept)
}
