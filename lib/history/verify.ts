import { openCheckpoint } from './checkpoint.ts'
import { type NoteVerifier, noteVerifier } from './note.ts'
import type { Fault, Verdict } from './verdict.ts'
import { type FiledEvent, type Replay, verifyStreams } from './verify-streams.ts'
import { type FiledCheckpoint, type Leaf, verifyTree } from './verify-tree.ts'

export type HistoryToVerify<State> = {
  /** By index. */
  leaves: AsyncIterable<Leaf>
  /** By size. */
  checkpoints: AsyncIterable<FiledCheckpoint>
  /** All events, those without a leaf too, by stream and version. */
  events: AsyncIterable<FiledEvent>
  /** Whose signatures count; several after a rotation. */
  keys: readonly NoteVerifier[]
  /** Checkpoints that were kept elsewhere, which alone show that the newest part was cut off together with its checkpoints. */
  kept?: readonly string[]
  replay?: Replay<State>
}

/**
 * Verifies a whole history in two passes with constant memory: the tree, then the streams. The first fault found decides;
 * a fault of the tree goes before one of a stream. Only what the iterables and `replay.finish` throw is thrown.
 */
export async function verifyHistory<State>(history: HistoryToVerify<State>): Promise<Verdict> {
  const kept = openKept(history.kept ?? [], history.keys)
  const tree = await verifyTree(history.leaves, bySize(history.checkpoints, kept.checkpoints), history.keys)
  const streams = await verifyStreams(history.events, history.replay)
  const { lastGoodCheckpoint, firstBadCheckpoint } = tree
  const faults = [...kept.faults, ...tree.faults, ...streams.faults]
  const [firstBad] = faults
  if (firstBad) return { ok: false, firstBad, faults, lastGoodCheckpoint, firstBadCheckpoint }
  const { size, root } = tree
  return { ok: true, size, root, signed: lastGoodCheckpoint ?? 0, unsealed: streams.unsealed, streams: streams.streams }
}

/** The keys of a file with one public key line per line; empty lines and lines from "#" on are passed over. Throws TypeError. */
export function keysOf(file: string): NoteVerifier[] {
  const lines = file.split(/\r?\n/).filter(line => line.trim() && !line.startsWith('#'))
  if (!lines.length) throw new TypeError('This file holds no public key line')
  return lines.map(noteVerifier)
}

function openKept(notes: readonly string[], keys: readonly NoteVerifier[]) {
  const checkpoints: FiledCheckpoint[] = []
  const faults: Fault[] = []
  for (const note of notes) {
    const opened = openCheckpoint(note, keys)
    if (opened.ok) checkpoints.push({ size: opened.checkpoint.size, note, kept: true })
    else faults.push({ kind: 'checkpoint-signature', position: null, kept: true, detail: opened.why })
  }
  return { faults, checkpoints: checkpoints.sort((one, other) => one.size - other.size) }
}

// Of two checkpoints of one size the kept one speaks first: nobody with the database could have changed it.
async function* bySize(filed: AsyncIterable<FiledCheckpoint>, kept: readonly FiledCheckpoint[]) {
  const waiting = [...kept]
  for await (const checkpoint of filed) {
    while (waiting[0] && waiting[0].size <= checkpoint.size) yield waiting.shift()!
    yield checkpoint
  }
  yield* waiting
}
