import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { newToken } from '#lib/kernel/ids.ts'
import { hashOf } from '#lib/vault/house-keys.ts'
import { replaceFeed } from './store.ts'

/** The secret address of an officer's calendar: given once, kept as a keyed hash. A new one ends the one before. */
export const makeFeed = command({
  permission: 'feed:own',
  input: z.object({}),
  async run({ tx, actor, now }) {
    const token = newToken()
    await replaceFeed(tx, { tokenHash: hashOf('token', token), staffId: actor.id, madeAt: now })
    const events = [ofHouse(`feed:${actor.id}`, { type: 'calendar-feed-made' })] as const
    return { ok: true, value: { path: `/api/calendar/${token}.ics` }, events }
  },
})
