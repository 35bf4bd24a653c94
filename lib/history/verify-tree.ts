import { openCheckpoint } from './checkpoint.ts'
import { type HistoryEvent, leafHash } from './leaf.ts'
import { appendLeaves, EMPTY_FRONTIER, type Frontier, rootOf } from './merkle.ts'
import type { NoteVerifier } from './note.ts'
import { type Fault, faultList, MOST_FAULTS } from './verdict.ts'

/** A leaf with the event of its stream and version; null when there is no such event. */
export type Leaf = { index: number; stream: string; version: number; hash: Buffer; event: HistoryEvent | null }

/** A checkpoint as filed: under which size, and the signed note. */
export type FiledCheckpoint = { size: number; note: string; kept?: true }

export type TreeFindings = {
  faults: Fault[]
  size: number
  root: Buffer
  lastGoodCheckpoint: number | null
  firstBadCheckpoint: number | null
}

/**
 * Recomputes every leaf from its event and the root at every checkpoint. Leaves come by index, checkpoints by size.
 * One pass, constant memory: the right edge of the tree, and after the first changed event a second one, of the tree as the events
 * alone would have it. The next checkpoint then tells which of the two was changed, the event or the leaf.
 */
export async function verifyTree(
  leaves: AsyncIterable<Leaf>,
  checkpoints: AsyncIterable<FiledCheckpoint>,
  keys: readonly NoteVerifier[],
): Promise<TreeFindings> {
  const tree = examineTree(keys)
  const pending = checkpoints[Symbol.asyncIterator]()
  try {
    let next = await pending.next()
    const judgeUpTo = async (size: number) => {
      for (; !next.done && next.value.size <= size; next = await pending.next()) tree.judge(next.value)
    }
    await judgeUpTo(0)
    let unbroken = true
    for await (const leaf of leaves) {
      unbroken = tree.append(leaf)
      if (!unbroken) break
      await judgeUpTo(leaf.index + 1)
    }
    for (; !next.done; next = await pending.next()) tree.judgeBeyond(next.value, unbroken)
    return tree.findings()
  } finally {
    await pending.return?.()
  }
}

function examineTree(keys: readonly NoteVerifier[]) {
  const { faults, add } = faultList()
  let tree: Frontier = EMPTY_FRONTIER
  let byEvents: Frontier | null = null
  let undecided: Fault[] = []
  let lastGood: number | null = null
  let firstBad: number | null = null
  let filed = 0

  const bad = (size: number, fault: Fault) => {
    firstBad ??= size
    add(fault)
  }
  /** The signed root, or null after noting why the checkpoint cannot be believed. */
  const signedRoot = ({ size, note, kept }: FiledCheckpoint): Buffer | null => {
    if (!kept) filed++
    const opened = openCheckpoint(note, keys)
    const where = { position: size, ...(kept && { kept }) }
    if (!opened.ok) bad(size, { kind: 'checkpoint-signature', ...where, detail: opened.why })
    else if (opened.checkpoint.size !== size) bad(size, { kind: 'checkpoint-changed', ...where })
    else return opened.checkpoint.root
    return null
  }

  return {
    /** False when the numbering of the leaves breaks: from there on no root can be computed. */
    append({ index, stream, version, hash, event }: Leaf): boolean {
      if (index !== tree.size) {
        add({ kind: index > tree.size ? 'leaf-missing' : 'leaf-repeated', position: tree.size })
        return false
      }
      const where = { position: index, stream, version }
      const recomputed = event?.stream === stream && event.version === version ? hashOrNull(event) : null
      if (!event) add({ kind: 'event-missing', ...where })
      else if (!recomputed) add({ kind: 'event-changed', ...where })
      else if (!recomputed.equals(hash)) {
        byEvents ??= tree
        const fault = add({ kind: 'event-changed', ...where })
        if (undecided.length < MOST_FAULTS) undecided.push(fault)
      }
      if (byEvents) byEvents = appendLeaves(byEvents, [recomputed ?? hash]).frontier
      tree = appendLeaves(tree, [hash]).frontier
      return true
    },

    judge(checkpoint: FiledCheckpoint): void {
      const root = signedRoot(checkpoint)
      if (!root) return
      const byEventsHolds = byEvents !== null && rootOf(byEvents).equals(root)
      if (byEventsHolds) {
        for (const fault of undecided) fault.kind = 'leaf-changed'
        tree = byEvents ?? tree
      }
      if (byEventsHolds || rootOf(tree).equals(root)) {
        byEvents = null
        undecided = []
        if (firstBad === null) lastGood = checkpoint.size
        return
      }
      const fault: Fault = { kind: 'root-mismatch', position: checkpoint.size, ...(checkpoint.kept && { kept: true }) }
      // Every later root differs as well; the first says where.
      if (!faults.some(({ kind }) => kind === 'root-mismatch')) bad(checkpoint.size, fault)
    },

    /** A checkpoint of more leaves than there are. */
    judgeBeyond(checkpoint: FiledCheckpoint, unbroken: boolean): void {
      if (!signedRoot(checkpoint)) return
      if (unbroken && !faults.some(({ kind }) => kind === 'tail-cut')) {
        add({ kind: 'tail-cut', position: tree.size, ...(checkpoint.kept && { kept: true }) })
      }
      firstBad ??= checkpoint.size
    },

    findings(): TreeFindings {
      if (tree.size > 0 && filed === 0) add({ kind: 'checkpoint-missing', position: 0 })
      return { faults, size: tree.size, root: rootOf(tree), lastGoodCheckpoint: lastGood, firstBadCheckpoint: firstBad }
    },
  }
}

// What was put into an event may be nothing that could ever have been hashed.
function hashOrNull(event: HistoryEvent): Buffer | null {
  try {
    return leafHash(event)
  } catch {
    return null
  }
}
