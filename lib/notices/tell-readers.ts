import { z } from 'zod'
import { worker } from '#lib/access/actor.ts'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { openText } from '#lib/vault/house-keys.ts'
import { findUntold, markTold } from './store.ts'

const batch = 100

const tellBatch = command({
  permission: 'notice:run',
  input: z.object({}),
  async run(scope) {
    const untold = await findUntold(scope.tx, batch)
    if (!untold) return refuse('already-done')
    let told = 0
    for (const { personId, address, locale } of untold.readers) {
      if (!(await markTold(scope.tx, untold.number, personId, scope.now))) continue
      const to = openText(`person.address:${personId}`, address)
      await queueMail(scope, { to, letter: 'notice-published', data: {}, locale })
      told++
    }
    if (told === 0) return refuse('already-done')
    const event = { type: 'notice-told' as const, version: untold.number, readers: told }
    return { ok: true, value: told, events: [ofHouse('notice', event)] }
  },
})

/**
 * Tells everybody who asked for it of the newest version, each at most once: the row that says so and the mail are born together. Of two
 * versions published within a minute one mail tells.
 */
export async function tellReaders(): Promise<void> {
  while ((await tellBatch(worker, {})).ok);
}
