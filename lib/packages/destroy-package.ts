import { z } from 'zod'
import { worker } from '#lib/access/actor.ts'
import { deleteCandidates } from '#lib/candidates/store.ts'
import { deleteSegments } from '#lib/collection/store.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { deleteMentions } from '#lib/others/store.ts'
import { deleteFilesOf as deleteFilesGiven } from '#lib/owners/store.ts'
import { lockById } from '#lib/requests/store.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { deleteFilesOf, movePackages } from './store.ts'

const input = z.object({ requestId: z.uuid(), because: z.enum(['expired', 'closed', 'misdirected']) })

const recordDestruction = command({
  permission: 'package:run',
  input,
  async run({ tx }, { requestId, because }) {
    const request = await lockById(tx, requestId)
    if (!request) return refuse('not-found')
    const ids = await movePackages(
      tx,
      requestId,
      ['building', 'ready', 'released', 'revoked', 'discarded'],
      'destroyed',
    )
    await deleteFilesOf(tx, ids)
    const found = (await deleteSegments(tx, requestId)) + (await deleteCandidates(tx, requestId))
    const held = found + (await deleteFilesGiven(tx, requestId))
    await deleteMentions(tx, requestId)
    if (ids.length === 0 && held === 0) return refuse('already-done')
    const [first, ...others] = (ids.length > 0 ? ids : ['none']).map(
      (id): Told => ofRequest(requestId, { type: 'package-destroyed', package: id, because, keyDestroyed: true }),
    )
    return { ok: true, value: undefined, events: [first!, ...others] }
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
  because: 'expired' | 'closed' | 'misdirected'
}): Promise<void> {
  // Now or, when a killed run got so far, before: after this no key of the request exists, and none can be made again.
  await houseVault().destroyRequest(requestId)
  await recordDestruction(worker, { requestId, because })
}
