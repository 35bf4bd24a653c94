import { sql } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'
import type { NodeAt } from './merkle.ts'
import { historyNodes } from './table.ts'

/** Step: stored hashes of the tree, in the order asked, by one query. @throws when one is missing: the tree was tampered with. */
export async function readNodes(tx: Tx, places: readonly NodeAt[]): Promise<Buffer[]> {
  if (places.length === 0) return []
  // One row per place asked, as JSON: a few hashes of a large table, each found by its primary key.
  const rows = await tx.execute<{ level: number; index: number; hash: Uint8Array }>(sql`
    select n.level, n.index::float8 as index, n.hash
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as asked(level int, index bigint)
    join ${historyNodes} n on n.level = asked.level and n.index = asked.index`)
  const found = new Map(rows.map(row => [`${row.level}:${row.index}`, Buffer.from(row.hash)]))
  return places.map(({ level, index }) => {
    const hash = found.get(`${level}:${index}`)
    if (!hash) throw new Error(`The tree lacks its node ${index} of level ${level}.`)
    return hash
  })
}
