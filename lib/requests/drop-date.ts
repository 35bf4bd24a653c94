import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { dropOverride, findProposed } from './override-store.ts'
import { lockByRef } from './store.ts'

/** Drops a proposed date: whoever proposed it may, and whoever should have confirmed it. */
export const dropDate = command({
  permission: 'request:set-date',
  input: z.object({ ref: z.string(), override: z.string() }),
  async run({ tx }, { ref, override }) {
    const request = await lockByRef(tx, ref)
    if (!request) return refuse('not-found')
    const proposed = await findProposed(tx, request.id)
    if (proposed?.id !== override) return refuse('changed-meanwhile')
    await dropOverride(tx, override)
    return { ok: true, value: undefined, events: [ofRequest(request.id, { type: 'date-proposal-dropped', override })] }
  },
})
