import type { Temporal } from 'temporal-polyfill'
import { worker } from '#lib/access/actor.ts'
import { begin, type Tx } from '#lib/db/begin.ts'
import type { Json } from './canonical.ts'
import { signCheckpoint } from './checkpoint.ts'
import { historySigner } from './history-signer.ts'
import { leafHash } from './leaf.ts'
import { appendLeaves, type Frontier, frontierNodes, rootOf } from './merkle.ts'
import {
  insertCheckpoint,
  insertNodes,
  lockTree,
  placeEvents,
  readNewestCheckpoint,
  readNodes,
  readPending,
} from './store.ts'

/** How many events one transaction seals: a long backlog is worked off in bounded pieces. */
const BATCH = 2000

/**
 * Gives every event without a leaf its place in the tree and signs a checkpoint of the grown tree. Never by `id > last`:
 * commits come late, and an event that becomes visible after its neighbours must not be passed over. Written without an
 * event, because the tree is what events stand in. Returns the size of the tree.
 */
export async function sealHistory(): Promise<number> {
  for (;;) {
    const { size, sealed } = await begin(worker, ({ tx, now }) => sealBatch(tx, now))
    if (sealed < BATCH) return size
  }
}

async function sealBatch(tx: Tx, at: Temporal.Instant): Promise<{ size: number; sealed: number }> {
  await lockTree(tx)
  const size = (await readNewestCheckpoint(tx))?.size ?? 0
  const events = await readPending(tx, BATCH)
  if (events.length === 0) return { size, sealed: 0 }
  const leaves = events.map(event => leafHash({ ...event, data: event.data as Json }))
  const { frontier, completed } = appendLeaves(await readFrontier(tx, size), leaves)
  await placeEvents(tx, events, size)
  await insertNodes(tx, completed)
  const root = rootOf(frontier)
  await insertCheckpoint(tx, frontier.size, root, signCheckpoint({ size: frontier.size, root }, historySigner()), at)
  return { size: frontier.size, sealed: events.length }
}

async function readFrontier(tx: Tx, size: number): Promise<Frontier> {
  const places = frontierNodes(size)
  const hashes = await readNodes(tx, places)
  return { size, nodes: places.map((place, index) => ({ ...place, hash: hashes[index]! })) }
}
