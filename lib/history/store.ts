import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import type { Stream } from './events.ts'
import type { Node, NodeAt } from './merkle.ts'
import { historyCheckpoints, historyEvents, historyLeaves, historyNodes, historyPending } from './table.ts'

export type EventRow = typeof historyEvents.$inferSelect

const sameEvent = (other: typeof historyPending | typeof historyLeaves) =>
  and(eq(historyEvents.stream, other.stream), eq(historyEvents.version, other.version))

export const readEvents = async (tx: Tx, stream: Stream): Promise<EventRow[]> =>
  tx.select().from(historyEvents).where(eq(historyEvents.stream, stream)).orderBy(asc(historyEvents.version))

export const readNewestCheckpoint = async (tx: Tx) =>
  (await tx.select().from(historyCheckpoints).orderBy(desc(historyCheckpoints.size)).limit(1))[0]

/** Events of a stream that stand in the tree, with their leaf. */
export const readLeaves = (tx: Tx, stream: Stream) =>
  tx
    .select({ event: historyEvents, index: historyLeaves.index })
    .from(historyLeaves)
    .innerJoin(historyEvents, sameEvent(historyLeaves))
    .where(eq(historyLeaves.stream, stream))
    .orderBy(asc(historyLeaves.index))

/**
 * Events that wait for their place in the tree. By time, but never against the order of a stream: a later version may have an
 * earlier time, when its transaction began first.
 */
export const readPending = async (tx: Tx, most: number): Promise<EventRow[]> =>
  (
    await tx
      .select({ event: historyEvents })
      .from(historyPending)
      .innerJoin(historyEvents, sameEvent(historyPending))
      .orderBy(
        sql`max(${historyEvents.at}) over (partition by ${historyEvents.stream} order by ${historyEvents.version})`,
        asc(historyEvents.stream),
        asc(historyEvents.version),
      )
      .limit(most)
  ).map(({ event }) => event)

// Only one sealer at a time, on whatever machine: the tree has one right edge.
const SEAL_LOCK = 41_270_001
export const lockTree = (tx: Tx) => tx.execute(sql`select pg_advisory_xact_lock(${SEAL_LOCK})`)

/** Stored hashes of the tree, in the order asked, by one query. @throws when one is missing: the tree was tampered with. */
export async function readNodes(tx: Tx, places: readonly NodeAt[]): Promise<Buffer[]> {
  if (places.length === 0) return []
  // One row per place asked, as JSON: a few hashes of a large table, each found by its primary key.
  const rows = await tx.execute<{ level: number; index: number; hash: Uint8Array }>(sql`
    select n.level, n.index::float8 as index, n.hash
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as asked(level int, index bigint)
    join ${historyNodes} n on n.level = asked.level and n.index = asked.index`)
  const found = new Map(rows.map(row => [`${row.level}:${row.index}`, Buffer.from(row.hash)]))
  return places.map(({ level, index }) => {
    const hash = found.get(`${level}:${index}`)
    if (!hash) throw new Error(`The tree lacks its node ${index} of level ${level}.`)
    return hash
  })
}

export async function insertNodes(tx: Tx, nodes: readonly Node[]): Promise<void> {
  for (let from = 0; from < nodes.length; from += 1000)
    await tx.insert(historyNodes).values(nodes.slice(from, from + 1000))
}

/** Says which event is which leaf, from `size` on; they wait no longer. */
export async function placeEvents(tx: Tx, events: readonly EventRow[], size: number): Promise<void> {
  await tx
    .insert(historyLeaves)
    .values(events.map(({ stream, version }, place) => ({ index: size + place, stream, version })))
  const sealed = JSON.stringify(events.map(({ stream, version }) => ({ stream, version })))
  await tx.execute(sql`
    delete from ${historyPending} p using jsonb_to_recordset(${sealed}::jsonb) as sealed(stream text, version int)
    where p.stream = sealed.stream and p.version = sealed.version`)
}

export const insertCheckpoint = (tx: Tx, size: number, root: Uint8Array, note: string, at: Temporal.Instant) =>
  tx.insert(historyCheckpoints).values({ size, root, note, at })
