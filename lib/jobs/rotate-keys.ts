import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { openBytes, sealBytes, sealedByFirst } from '#lib/vault/envelope.ts'
import { houseKeys, houseVault } from '#lib/vault/house-keys.ts'
import { lockSealed, type SealedColumn, sealedColumns, writeSealed } from './sealed-columns-store.ts'

const BATCH = 200

const tellRotation = command({
  permission: 'keys:rotate',
  input: z.object({ kind: z.enum(['columns', 'vault']), resealed: z.number().int() }),
  run: async (_scope, { kind, resealed }) => ({
    ok: true,
    value: undefined,
    events: [ofHouse('keys', { type: 'keys-rotated', kind, resealed })],
  }),
})

/**
 * After a new key was put in front (`NEW,OLD` in the environment): seals every column and wraps every request's key again under it.
 * Begun again after a kill it finishes; when it has, the old key may be taken away. The portal works meanwhile.
 */
export async function rotateKeys(actor: Actor): Promise<{ columns: number; vault: number }> {
  let columns = 0
  for (const column of sealedColumns) columns += await resealColumn(actor, column)
  const { rewrapped: vault } = await houseVault().rewrapKeys()
  await tellRotation(actor, { kind: 'columns', resealed: columns })
  await tellRotation(actor, { kind: 'vault', resealed: vault })
  return { columns, vault }
}

async function resealColumn(actor: Actor, column: SealedColumn): Promise<number> {
  let after = ''
  let resealed = 0
  for (;;) {
    const page = await begin(actor, async ({ tx }) => {
      const rows = await lockSealed(tx, column, after, BATCH)
      const old = rows.filter(({ sealed }) => !sealedByFirst(houseKeys().columns, sealed))
      for (const { id, sealed } of old) {
        const context = column.contextOf(id)
        const plain = openBytes(houseKeys().columns, context, sealed)
        await writeSealed(tx, column, { id, sealed: sealBytes(houseKeys().columns, context, plain) })
      }
      return { last: rows.at(-1)?.id, resealed: old.length }
    })
    resealed += page.resealed
    if (page.last === undefined) return resealed
    after = page.last
  }
}
