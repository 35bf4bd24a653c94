import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import type { HistoryEvent, Stream } from './events.ts'
import { readEvents } from './store.ts'

/** One event as it was told. `actor` is `kind:id`. */
export type Entry = { stream: Stream; version: number; at: Temporal.Instant; actor: string; event: HistoryEvent }

/** Step: a stream from its first event to its last. Rows were written by `append` from a typed event and cannot be changed since. */
export const readStream = async (tx: Tx, stream: Stream): Promise<Entry[]> =>
  (await readEvents(tx, stream)).map(({ type, data, ...row }) => ({
    ...row,
    event: { type, ...(data as object) } as HistoryEvent,
  }))
