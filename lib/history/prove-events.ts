import { worker } from '#lib/access/actor.ts'
import { begin, type Tx } from '#lib/db/begin.ts'
import type { Json } from './canonical.ts'
import type { Stream } from './events.ts'
import { historyVerifier } from './history-signer.ts'
import { leafData } from './leaf.ts'
import { inclusionProof } from './proofs.ts'
import { type EventRow, readLeaves, readNewestCheckpoint, readNodes } from './store.ts'

/** A signed checkpoint, the key that checks it, and for each event of a stream the way from its leaf to that root (base64). */
export type ProvenStream = {
  checkpoint: string
  key: string
  proofs: { event: { [member: string]: Json }; index: number; path: string[] }[]
}

/** What anybody can check offline about one stream: its sealed events under the newest checkpoint. Null before the first seal. */
export const proveEvents = (stream: Stream): Promise<ProvenStream | null> =>
  begin(worker, async ({ tx }) => {
    const newest = await readNewestCheckpoint(tx)
    if (!newest) return null
    const proofs = []
    for (const { event, index } of await readLeaves(tx, stream))
      if (index < newest.size) proofs.push(await proveLeaf(tx, event, index, newest.size))
    return { checkpoint: newest.note, key: historyVerifier().line, proofs }
  })

async function proveLeaf(tx: Tx, event: EventRow, index: number, size: number) {
  const path = await inclusionProof(index, size, places => readNodes(tx, places))
  const data = leafData({ ...event, data: event.data as Json })
  return { event: JSON.parse(data.toString('utf8')), index, path: path.map(hash => hash.toString('base64')) }
}
