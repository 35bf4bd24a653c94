import { desc, sql } from 'drizzle-orm'
import { view } from '#lib/kernel/view.ts'
import { historyVerifier } from './history-signer.ts'
import { historyCheckpoints, historyPending } from './table.ts'

/** The newest signed checkpoint, how many events still wait for their place in the tree, and the key that checks it all. */
export const viewIntegrity = view({
  permission: 'audit:read',
  recordsLook: () => ({ at: 'integrity', ref: null }),
  async run({ tx }, _query: undefined) {
    const [checkpoint] = await tx.select().from(historyCheckpoints).orderBy(desc(historyCheckpoints.size)).limit(1)
    const [pending] = await tx.select({ events: sql<number>`count(*)::int` }).from(historyPending)
    return { checkpoint: checkpoint ?? null, pending: pending!.events, key: historyVerifier().line }
  },
})

/** The newest checkpoint as the signed note to be kept elsewhere. "Not found" before the first seal. */
export const viewCheckpoint = view({
  permission: 'audit:read',
  recordsLook: () => ({ at: 'checkpoint', ref: null }),
  async run({ tx }, _query: undefined) {
    const [checkpoint] = await tx.select().from(historyCheckpoints).orderBy(desc(historyCheckpoints.size)).limit(1)
    return checkpoint && { size: checkpoint.size, note: checkpoint.note }
  },
})
