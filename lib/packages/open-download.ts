import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { findReleasedFile, isOwnRequest } from './store.ts'

/** How fresh the proof of the mailbox must be before anything leaves (a shared phone, a forgotten tab). */
export const freshMinutes = 15

/**
 * Opens one file of a released copy for its person: where it lies in the vault, for the door to stream. Every opening is told in
 * the history and shown to the person. The time that passed decides, not whether a cleaner came by.
 */
export const openDownload = command({
  permission: 'package:download',
  input: z.object({ ref: z.string(), file: z.string().max(100) }),
  async run({ tx, actor, now }, { ref, file }) {
    const found = await findReleasedFile(tx, ref, file)
    if (!found) return (await isOwnRequest(tx, ref)) ? refuse('package-gone') : refuse('not-found')
    if (!found.package.expiresAt || Temporal.Instant.compare(found.package.expiresAt, now) <= 0)
      return refuse('package-gone')
    if (
      actor.kind !== 'person' ||
      Temporal.Instant.compare(Temporal.Instant.from(actor.provedAt).add({ minutes: freshMinutes }), now) < 0
    )
      return refuse('proof-too-old')
    const { objectId, name, mediaType, bytes } = found.file
    return {
      ok: true,
      value: { requestId: found.requestId, objectId, name, mediaType, bytes },
      events: [ofRequest(found.requestId, { type: 'package-opened', package: found.package.id, file: name })],
    }
  },
})
