import { asc, eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import type { HistoryEvent, Stream } from './events.ts'
import { historyEvents } from './table.ts'

/** One event as it was told. `actor` is `kind:id`. */
export type Entry = { stream: Stream; version: number; at: Temporal.Instant; actor: string; event: HistoryEvent }

/** Step: a stream from its first event to its last. Rows were written by `append` from a typed event and cannot be changed since. */
export async function readStream(tx: Tx, stream: Stream): Promise<Entry[]> {
  const rows = await tx
    .select()
    .from(historyEvents)
    .where(eq(historyEvents.stream, stream))
    .orderBy(asc(historyEvents.version))
  return rows.map(({ type, data, ...row }) => ({ ...row, event: { type, ...(data as object) } as HistoryEvent }))
}
