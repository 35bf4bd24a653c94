import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { deleteFeed } from './store.ts'

/** From this moment the address answers nobody. */
export const revokeFeed = command({
  permission: 'feed:own',
  input: z.object({}),
  async run({ tx, actor }) {
    if (!(await deleteFeed(tx, actor.id))) return refuse('already-done')
    return {
      ok: true,
      value: undefined,
      events: [ofHouse(`feed:${actor.id}`, { type: 'calendar-feed-revoked' })],
    }
  },
})
