import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'
import type { Json } from './canonical.ts'
import type { HistoryEvent } from './leaf.ts'
import { historyCheckpoints, historyEvents, historyLeaves, historyNodes, historyPending } from './table.ts'
import type { FiledEvent } from './verify-streams.ts'
import type { FiledCheckpoint, Leaf } from './verify-tree.ts'

/** Rows read at a time: what a verification of any length holds in memory. */
const PAGE = 1000

const NO_HASH = Buffer.alloc(32)

type EventRow = typeof historyEvents.$inferSelect

const eventOf = (row: EventRow): HistoryEvent => ({ ...row, data: row.data as Json })

/** The leaves by index, each with its stored hash and the event it stands for. A hash that is gone is one no event has. */
export async function* readLeaves(tx: Tx): AsyncGenerator<Leaf> {
  for (let last = -1; ; ) {
    const rows = await tx
      .select({ leaf: historyLeaves, hash: historyNodes.hash, event: historyEvents })
      .from(historyLeaves)
      .leftJoin(historyNodes, and(eq(historyNodes.level, 0), eq(historyNodes.index, historyLeaves.index)))
      .leftJoin(
        historyEvents,
        and(eq(historyEvents.stream, historyLeaves.stream), eq(historyEvents.version, historyLeaves.version)),
      )
      .where(gt(historyLeaves.index, last))
      .orderBy(asc(historyLeaves.index))
      .limit(PAGE)
    for (const { leaf, hash, event } of rows)
      yield { ...leaf, hash: hash ? Buffer.from(hash) : NO_HASH, event: event && eventOf(event) }
    if (rows.length < PAGE) return
    last = rows.at(-1)!.leaf.index
  }
}

/** The checkpoints by size, as they were signed. */
export async function* readCheckpoints(tx: Tx): AsyncGenerator<FiledCheckpoint> {
  for (let last = -1; ; ) {
    const rows = await tx
      .select({ size: historyCheckpoints.size, note: historyCheckpoints.note })
      .from(historyCheckpoints)
      .where(gt(historyCheckpoints.size, last))
      .orderBy(asc(historyCheckpoints.size))
      .limit(PAGE)
    yield* rows
    if (rows.length < PAGE) return
    last = rows.at(-1)!.size
  }
}

/** An event as it is filed, and whether it still waits for its leaf. */
export type StoredEvent = FiledEvent & { pending: boolean }

/** All events by stream and version, in pages: who compares them with rows reads the rows of a whole page at once. */
export async function* readEventPages(tx: Tx): AsyncGenerator<StoredEvent[]> {
  for (let last = { stream: '', version: 0 }; ; ) {
    const rows = await tx
      .select({ event: historyEvents, leafIndex: historyLeaves.index, waiting: historyPending.version })
      .from(historyEvents)
      .leftJoin(
        historyLeaves,
        and(eq(historyLeaves.stream, historyEvents.stream), eq(historyLeaves.version, historyEvents.version)),
      )
      .leftJoin(
        historyPending,
        and(eq(historyPending.stream, historyEvents.stream), eq(historyPending.version, historyEvents.version)),
      )
      .where(sql`(${historyEvents.stream}, ${historyEvents.version}) > (${last.stream}, ${last.version})`)
      .orderBy(asc(historyEvents.stream), asc(historyEvents.version))
      .limit(PAGE)
    yield rows.map(({ event, leafIndex, waiting }) => ({ event: eventOf(event), leafIndex, pending: waiting !== null }))
    if (rows.length < PAGE) return
    last = rows.at(-1)!.event
  }
}

/** Under which names this history was signed: its host's, which may have moved. Only names that can be a key's. */
export async function readOrigins(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ origin: string }>(
    sql`select distinct split_part(note, chr(10), 1) as origin from ${historyCheckpoints}`,
  )
  return rows.map(row => row.origin).filter(origin => /^[^\s+\p{Cc}]+$/u.test(origin))
}
