import { Temporal } from 'temporal-polyfill'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { readLastChecks } from './store.ts'

/** A source that was compared once is compared every day, so that a new column is noticed although nobody asks for their data. */
const every = { hours: 24 }

/** Asks for the tests that are due. Part of the sweep: what each one finds is told by itself (source-checked). */
export const checkStale = (): Promise<void> =>
  begin(worker, async ({ tx, now }) => {
    for (const { source, at } of await readLastChecks(tx))
      if (Temporal.Instant.compare(at.add(every), now) <= 0)
        await enqueue(tx, 'check-source', { source }, { key: `check-source:${source}` })
  })
