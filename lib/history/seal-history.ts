import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { worker } from '#lib/access/actor.ts'
import { begin, type Tx } from '#lib/db/begin.ts'
import type { Json } from './canonical.ts'
import { signCheckpoint } from './checkpoint.ts'
import { historySigner } from './history-signer.ts'
import { leafHash } from './leaf.ts'
import { appendLeaves, frontierNodes, type Node, rootOf } from './merkle.ts'
import { readNodes } from './read-nodes.ts'
import { historyCheckpoints, historyEvents, historyLeaves, historyNodes, historyPending } from './table.ts'

/** How many events one transaction seals: a long backlog is worked off in bounded pieces. */
const BATCH = 2000
// Only one sealer at a time, on whatever machine: the tree has one right edge.
const SEAL_LOCK = 41_270_001

/**
 * Gives every event without a leaf its place in the tree and signs a checkpoint of the grown tree. Never by `id > last`:
 * commits come late, and an event that becomes visible after its neighbours must not be passed over. Written without an
 * event, because the tree is what events stand in. Returns the size of the tree.
 */
export async function sealHistory(): Promise<number> {
  for (;;) {
    const { size, sealed } = await begin(worker, ({ tx, now }) => sealBatch(tx, now.toString()))
    if (sealed < BATCH) return size
  }
}

async function sealBatch(tx: Tx, at: string): Promise<{ size: number; sealed: number }> {
  await tx.execute(sql`select pg_advisory_xact_lock(${SEAL_LOCK})`)
  const [last] = await tx
    .select({ size: historyCheckpoints.size })
    .from(historyCheckpoints)
    .orderBy(desc(historyCheckpoints.size))
    .limit(1)
  const size = last?.size ?? 0
  const pending = await tx
    .select({ event: historyEvents })
    .from(historyPending)
    .innerJoin(
      historyEvents,
      and(eq(historyEvents.stream, historyPending.stream), eq(historyEvents.version, historyPending.version)),
    )
    // By time, but never against the order of a stream: a later version may have an earlier time, when its transaction began first.
    .orderBy(
      sql`max(${historyEvents.at}) over (partition by ${historyEvents.stream} order by ${historyEvents.version})`,
      asc(historyEvents.stream),
      asc(historyEvents.version),
    )
    .limit(BATCH)
  if (pending.length === 0) return { size, sealed: 0 }
  const events = pending.map(({ event }) => event)
  const grown = appendLeaves(
    { size, nodes: await readFrontier(tx, size) },
    events.map(event => leafHash({ ...event, data: event.data as Json })),
  )
  await tx
    .insert(historyLeaves)
    .values(events.map(({ stream, version }, place) => ({ index: size + place, stream, version })))
  await insertNodes(tx, grown.completed)
  await forget(tx, events)
  const root = rootOf(grown.frontier)
  const note = signCheckpoint({ size: grown.frontier.size, root }, historySigner())
  await tx.execute(
    sql`insert into ${historyCheckpoints} (size, root, note, at) values (${grown.frontier.size}, ${root}, ${note}, ${at}::timestamptz)`,
  )
  return { size: grown.frontier.size, sealed: events.length }
}

async function readFrontier(tx: Tx, size: number): Promise<Node[]> {
  const places = frontierNodes(size)
  const hashes = await readNodes(tx, places)
  return places.map((place, index) => ({ ...place, hash: hashes[index]! }))
}

async function insertNodes(tx: Tx, nodes: readonly Node[]): Promise<void> {
  for (let from = 0; from < nodes.length; from += 1000)
    await tx.insert(historyNodes).values(nodes.slice(from, from + 1000))
}

async function forget(tx: Tx, events: readonly { stream: string; version: number }[]): Promise<void> {
  const sealed = JSON.stringify(events.map(({ stream, version }) => ({ stream, version })))
  await tx.execute(sql`
    delete from ${historyPending} p using jsonb_to_recordset(${sealed}::jsonb) as sealed(stream text, version int)
    where p.stream = sealed.stream and p.version = sealed.version`)
}
