import { view } from '#lib/kernel/view.ts'
import { findOwnFeed } from './store.ts'

/** Whether this officer has a calendar subscription, and since when. */
export const viewOwnFeed = view({
  permission: 'feed:own',
  run: async ({ tx, actor }, _query: undefined) => ({ madeAt: (await findOwnFeed(tx, actor.id))?.madeAt ?? null }),
})
