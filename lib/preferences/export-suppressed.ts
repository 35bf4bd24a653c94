import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import type { Result } from '#lib/kernel/result.ts'
import { openText } from '#lib/vault/house-keys.ts'
import { countSuppressed, readSuppressed } from './store.ts'

const page = 500

const tellExport = command({
  permission: 'preference:export',
  input: z.object({}),
  async run({ tx }) {
    const addresses = await countSuppressed(tx)
    const told = ofHouse('suppression:export', { type: 'suppression-exported', addresses })
    return { ok: true, value: { addresses }, events: [told] }
  },
})

/**
 * The whole list, address by address, for the organisation's mailing tool: told in the history first, then handed out. Only the command line
 * gets it: whoever holds the keys.
 */
export async function exportSuppressed(
  actor: Actor,
  each: (one: { address: string; since: string }) => void,
): Promise<Result<{ addresses: number }>> {
  const told = await tellExport(actor, {})
  if (!told.ok) return told
  let after = ''
  for (;;) {
    const rows = await begin(actor, ({ tx }) => readSuppressed(tx, after, page))
    for (const { id, address, since } of rows)
      each({ address: openText(`suppression.address:${id}`, address), since: since.toString() })
    if (rows.length < page) return told
    after = rows.at(-1)!.id
  }
}
