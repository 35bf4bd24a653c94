import { and, eq, inArray, or } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'
import type { NodeAt } from './merkle.ts'
import { historyNodes } from './table.ts'

/** Step: stored hashes of the tree, in the order asked, by one query. @throws when one is missing: the tree was tampered with. */
export async function readNodes(tx: Tx, places: readonly NodeAt[]): Promise<Buffer[]> {
  if (places.length === 0) return []
  const levels = Map.groupBy(places, ({ level }) => level)
  const rows = await tx
    .select()
    .from(historyNodes)
    .where(
      or(
        ...[...levels].map(([level, at]) =>
          and(
            eq(historyNodes.level, level),
            inArray(
              historyNodes.index,
              at.map(({ index }) => index),
            ),
          ),
        ),
      ),
    )
  const found = new Map(rows.map(row => [`${row.level}:${row.index}`, Buffer.from(row.hash)]))
  return places.map(({ level, index }) => {
    const hash = found.get(`${level}:${index}`)
    if (!hash) throw new Error(`The tree lacks its node ${index} of level ${level}.`)
    return hash
  })
}
