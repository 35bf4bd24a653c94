import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { worker } from '#lib/access/actor.ts'
import { segments } from '#lib/collection/table.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockById } from '#lib/requests/store.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { packageFiles, packages } from './table.ts'

const input = z.object({ requestId: z.uuid(), because: z.enum(['expired', 'closed']), keyDestroyed: z.boolean() })

const recordDestruction = command({
  permission: 'package:run',
  input,
  async run({ tx, ...scope }, { requestId, because, keyDestroyed }) {
    const request = await lockById(tx, requestId)
    if (!request) return refuse('not-found')
    const gone = await tx
      .update(packages)
      .set({ state: 'destroyed' })
      .where(
        and(eq(packages.requestId, requestId), inArray(packages.state, ['building', 'ready', 'released', 'discarded'])),
      )
      .returning({ id: packages.id })
    const held = await tx.delete(segments).where(eq(segments.requestId, requestId)).returning({ id: segments.objectId })
    const ids = gone.map(({ id }) => id)
    if (ids.length > 0) await tx.delete(packageFiles).where(inArray(packageFiles.packageId, ids))
    if (ids.length === 0 && held.length === 0) return refuse('already-done')
    const [first, ...others] = (ids.length > 0 ? ids : ['none']).map(
      (id): Told => ofRequest(requestId, { type: 'package-destroyed', package: id, because, keyDestroyed }),
    )
    return { ok: true, value: { at: scope.now.toString() }, events: [first!, ...others] }
  },
})

/**
 * Destroys what was collected and packed for one request: its key first, which makes every copy of the files unreadable wherever
 * it lies, then the files, then the word of it. Begun again after a kill, it finishes.
 */
export async function destroyPackage({
  requestId,
  because,
}: {
  requestId: string
  because: 'expired' | 'closed'
}): Promise<void> {
  const destroyed = await houseVault().destroyRequest(requestId)
  await recordDestruction(worker, { requestId, because, keyDestroyed: destroyed.key })
}
