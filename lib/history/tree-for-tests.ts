import { appendLeaves, EMPTY_FRONTIER, EMPTY_ROOT, type Frontier, hashLeaf, hashNode, type NodeAt } from './merkle.ts'

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
export const leaf = (n: number): Buffer => hashLeaf(Buffer.from(`leaf ${n}`))

/** A tree as the database keeps it: frontier, and every completed node by level and index. */
export function grow(leaves: Buffer[], steps: number[] = []) {
  const stored = new Map<string, Buffer>()
  let frontier: Frontier = EMPTY_FRONTIER
  const cuts = [...new Set([...steps.filter(step => step < leaves.length), leaves.length])].sort((a, b) => a - b)
  for (const to of cuts) {
    const appended = appendLeaves(frontier, leaves.slice(frontier.size, to))
    for (const { level, index, hash } of appended.completed) stored.set(`${level}/${index}`, hash)
    frontier = appended.frontier
  }
  const source = async (nodes: readonly NodeAt[]) =>
    nodes.map(({ level, index }) => {
      const hash = stored.get(`${level}/${index}`)
      if (!hash) throw new Error(`no node ${level}/${index}`)
      return hash
    })
  return { frontier, source, stored }
}

/** MTH of RFC 9162, 2.1.1, word for word: what the incremental tree is measured against. */
export function recursiveRoot(leaves: Buffer[]): Buffer {
  if (leaves.length < 2) return leaves[0] ?? EMPTY_ROOT
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return hashNode(recursiveRoot(leaves.slice(0, k)), recursiveRoot(leaves.slice(k)))
}
