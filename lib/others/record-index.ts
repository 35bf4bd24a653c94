import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { countIdentifiers, saveFailure, saveIndex } from './store.ts'

const stream = (source: string) => `people:${source}`

/** From here on the new generation counts; `superseded` where a later one does. */
export const recordIndex = command({
  permission: 'people:run',
  input: z.object({ source: z.string(), generation: z.int().positive() }),
  async run({ tx, now }, { source, generation }) {
    const counted = await countIdentifiers(tx, source, generation)
    const row = { source, generation, ...counted, builtAt: now, triedAt: now, reason: '' }
    if (!(await saveIndex(tx, row))) return refuse('superseded')
    return {
      ok: true,
      value: undefined,
      events: [ofHouse(stream(source), { type: 'people-indexed', source, ...counted })],
    }
  },
})

/** Who is known to a source could not be read; what was read before counts on. */
export const recordUnread = command({
  permission: 'people:run',
  input: z.object({ source: z.string(), reason: z.string() }),
  async run({ tx, now }, { source, reason }) {
    await saveFailure(tx, source, reason, now)
    return { ok: true, value: undefined, events: [ofHouse(stream(source), { type: 'people-unread', source, reason })] }
  },
})
