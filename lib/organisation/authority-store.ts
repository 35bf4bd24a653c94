import type { Tx } from '#lib/db/begin.ts'
import type { Correction } from './authorities.ts'
import { authorityCorrections } from './table.ts'

export async function readCorrections(tx: Tx): Promise<Correction[]> {
  const { id, name, url, source, checkedOn } = authorityCorrections
  const rows = await tx.select({ id, name, url, source, checkedOn }).from(authorityCorrections)
  return rows.map(row => ({ ...row, checkedOn: row.checkedOn.toString() }))
}

export const putCorrection = (tx: Tx, row: typeof authorityCorrections.$inferInsert) =>
  tx.insert(authorityCorrections).values(row).onConflictDoUpdate({ target: authorityCorrections.id, set: row })
