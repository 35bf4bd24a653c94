import type { Tx } from '#lib/db/begin.ts'
import { openText } from '#lib/vault/house-keys.ts'
import { readFormerAddresses } from './store.ts'

/** Step: the former addresses a person named for one request. */
export const openFormerAddresses = async (tx: Tx, requestId: string): Promise<string[]> =>
  (await readFormerAddresses(tx, requestId)).map(row => openText(`former_address.address:${row.id}`, row.address))
