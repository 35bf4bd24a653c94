import { lte, sql } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'
import { demoClocks } from '#lib/organisation/table.ts'

/** Adds to how far the demo's clock is ahead, in one statement so that two clicks both count; undefined, and no change, beyond `furthest`. */
export async function moveClock(tx: Tx, seconds: number, furthest: number): Promise<number | undefined> {
  const ahead = sql<number>`${demoClocks.aheadSeconds} + ${seconds}`
  const [moved] = await tx
    .insert(demoClocks)
    .values({ id: 1, aheadSeconds: seconds })
    .onConflictDoUpdate({ target: demoClocks.id, set: { aheadSeconds: ahead }, setWhere: lte(ahead, furthest) })
    .returning({ ahead: demoClocks.aheadSeconds })
  return moved?.ahead
}
