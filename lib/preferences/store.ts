import { asc, count, eq, gt } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'
import { suppressions } from './table.ts'

/** The row of an address, there before or from now on; of two opt-outs at once, one makes it. */
export async function suppress(tx: Tx, row: typeof suppressions.$inferInsert): Promise<{ id: string }> {
  await tx.insert(suppressions).values(row).onConflictDoNothing({ target: suppressions.addressHash })
  return (await findSuppressed(tx, row.addressHash))!
}

export const findSuppressed = async (tx: Tx, addressHash: Uint8Array) =>
  (await tx.select().from(suppressions).where(eq(suppressions.addressHash, addressHash)))[0]

/** The next page of the list, in the order of its ids. */
export const readSuppressed = (tx: Tx, after: string, most: number) =>
  tx
    .select()
    .from(suppressions)
    .where(after === '' ? undefined : gt(suppressions.id, after))
    .orderBy(asc(suppressions.id))
    .limit(most)

export const countSuppressed = async (tx: Tx): Promise<number> =>
  (await tx.select({ addresses: count() }).from(suppressions))[0]!.addresses
