import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { manualKind } from '#lib/owners/owner-words.ts'
import { readSources } from './store.ts'

/** Asks for a test of one source. Pressed again while it waits, it is one test. */
export const askCheck = command({
  permission: 'source:check',
  input: z.object({ key: z.string() }),
  async run({ tx }, { key }) {
    const source = (await readSources(tx)).find(one => one.key === key)
    if (!source || source.kind === manualKind) return refuse('not-found')
    await enqueue(tx, 'check-source', { source: key }, { key: `check-source:${key}` })
    const event = { type: 'source-check-asked' as const, source: key }
    return { ok: true, value: undefined, events: [ofHouse(`source:${key}`, event)] }
  },
})
