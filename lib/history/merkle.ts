import { createHash } from 'node:crypto'

export const HASH_BYTES = 32

const sha256 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** RFC 9162, 2.1.1: leaves and nodes are hashed apart, or a node could be passed off as a leaf. */
const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)
export const hashLeaf = (data: Uint8Array): Buffer => sha256(LEAF, data)
export const hashNode = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right)

/** The root of a tree without leaves. */
export const EMPTY_ROOT: Buffer = sha256()

/** A perfect subtree: `2 ** level` leaves from leaf `index * 2 ** level` on. Level 0 is the leaves themselves. */
export type NodeAt = { level: number; index: number }
export type Node = NodeAt & { hash: Buffer }

/** Leaves from `from` up to, not including, `to`. */
export type Range = { from: number; to: number }

/**
 * The right edge of a tree: the roots of the perfect subtrees it is made of, largest first, one for each bit of `size`.
 * All that appending needs: at most 53 hashes, however many leaves came before.
 */
export type Frontier = { size: number; nodes: readonly Node[] }

export const EMPTY_FRONTIER: Frontier = { size: 0, nodes: [] }

/** The perfect subtrees a range of leaves is made of, from left to right. */
export function nodesOf({ from, to }: Range): NodeAt[] {
  const nodes: NodeAt[] = []
  for (let at = from; at < to; ) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level++
    nodes.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** Which stored nodes make the frontier of a tree of this size. */
export const frontierNodes = (size: number): NodeAt[] => nodesOf({ from: 0, to: size })

/**
 * Appends leaf hashes. Also returns every perfect subtree thereby completed, the leaves (level 0) included, in the order they
 * were completed: stored by level and index, they serve every later proof.
 */
export function appendLeaves(frontier: Frontier, leaves: Iterable<Buffer>): { frontier: Frontier; completed: Node[] } {
  const nodes = [...frontier.nodes]
  const completed: Node[] = []
  let size = frontier.size
  for (const hash of leaves) {
    let node: Node = { level: 0, index: size++, hash }
    completed.push(node)
    while (nodes.at(-1)?.level === node.level) {
      const left = nodes.pop()!
      node = { level: node.level + 1, index: left.index / 2, hash: hashNode(left.hash, node.hash) }
      completed.push(node)
    }
    nodes.push(node)
  }
  return { frontier: { size, nodes }, completed }
}

/** The root of the tree with this right edge. */
export const rootOf = ({ nodes }: Frontier): Buffer =>
  nodes.length ? joinHashes(nodes.map(node => node.hash)) : EMPTY_ROOT

/** The hash of neighbouring subtrees, largest first, as one: the right edge is folded up from its low end. */
export const joinHashes = (hashes: readonly Buffer[]): Buffer =>
  hashes.reduceRight((right, left) => hashNode(left, right))
