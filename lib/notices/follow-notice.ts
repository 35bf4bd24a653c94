import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { deleteReader, insertReader } from './store.ts'

/** A person who proved their mailbox wants to be told when the privacy notice changes. */
export const followNotice = command({
  permission: 'notice:follow',
  input: z.object({}),
  async run({ tx, actor, now }) {
    if (actor.kind !== 'person' || !(await insertReader(tx, { personId: actor.id, since: now })))
      return refuse('already-done')
    return { ok: true, value: undefined, events: [ofHouse(`notice-reader:${actor.id}`, { type: 'notice-followed' })] }
  },
})

/** And no longer. */
export const unfollowNotice = command({
  permission: 'notice:follow',
  input: z.object({}),
  async run({ tx, actor }) {
    if (actor.kind !== 'person' || !(await deleteReader(tx, actor.id))) return refuse('already-done')
    return { ok: true, value: undefined, events: [ofHouse(`notice-reader:${actor.id}`, { type: 'notice-unfollowed' })] }
  },
})
