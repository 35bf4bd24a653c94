import { hexOf } from '#lib/kernel/hex.ts'
import { view } from '#lib/kernel/view.ts'
import { holdHash } from './hold-hash.ts'
import { countHolds, findHeld } from './hold-store.ts'
import { readSourceKeys } from './store.ts'

/** A row as a deletion job names it: its collection in the data map and its key values as text, in the order of the map. */
export type AskedRow = { dataset: string; collection: string; key: readonly string[] }

/** How many rows of a source are on hold, collection by collection. Nobody can read from it which. */
export const viewHolds = view({
  permission: 'house:check',
  async run({ tx }, { source }: { source: string }) {
    if (!(await readSourceKeys(tx)).includes(source)) return undefined
    return countHolds(tx, source)
  },
})

/** Which of these rows must not be deleted: for a job that is about to delete them, and knows their keys already. */
export const viewHeldRows = view({
  permission: 'house:check',
  async run({ tx }, { source, rows }: { source: string; rows: readonly AskedRow[] }) {
    if (!(await readSourceKeys(tx)).includes(source)) return undefined
    const asked = rows.map(row => ({ row, hash: holdHash(source, row.dataset, row.collection, row.key) }))
    const held = await findHeld(
      tx,
      source,
      asked.map(({ hash }) => hash),
    )
    return asked.filter(({ hash }) => held.has(hexOf(hash))).map(({ row }) => row)
  },
})
