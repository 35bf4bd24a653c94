import { joinHashes, type NodeAt, nodesOf, type Range } from './merkle.ts'

/** Fetches stored hashes, in the order asked: one query for a whole proof. Throws when one is missing. */
export type NodeSource = (nodes: readonly NodeAt[]) => Promise<readonly Buffer[]>

/** That the leaf at `index` is in the tree of `size` leaves (RFC 9162, 2.1.3.1). Throws RangeError for a leaf outside it. */
export async function inclusionProof(index: number, size: number, source: NodeSource): Promise<Buffer[]> {
  if (!(isSize(index) && isSize(size) && index < size)) throw new RangeError(`No leaf ${index} in a tree of ${size}`)
  return hashesOf(inclusionRanges(index, { from: 0, to: size }), source)
}

/** That the tree of `second` leaves begins with that of `first` (RFC 9162, 2.1.4.1). Empty from 0 or to the same size. */
export async function consistencyProof(first: number, second: number, source: NodeSource): Promise<Buffer[]> {
  if (!(isSize(first) && isSize(second) && first <= second)) throw new RangeError(`No proof from ${first} to ${second}`)
  if (first === 0 || first === second) return []
  return hashesOf(consistencyRanges(first, { from: 0, to: second }, true), source)
}

export const isSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 0

// PATH(m, D[n])
function inclusionRanges(index: number, { from, to }: Range): Range[] {
  if (to - from === 1) return []
  const middle = from + splitOf(to - from)
  return index < middle
    ? [...inclusionRanges(index, { from, to: middle }), { from: middle, to }]
    : [...inclusionRanges(index, { from: middle, to }), { from, to: middle }]
}

// SUBPROOF(m, D_n, b); `known` is b: the verifier has this subtree's hash already, it is the first root.
function consistencyRanges(first: number, { from, to }: Range, known: boolean): Range[] {
  if (first === to) return known ? [] : [{ from, to }]
  const middle = from + splitOf(to - from)
  return first <= middle
    ? [...consistencyRanges(first, { from, to: middle }, known), { from: middle, to }]
    : [...consistencyRanges(first, { from: middle, to }, false), { from, to: middle }]
}

/** The largest power of two smaller than `size`. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

async function hashesOf(ranges: readonly Range[], source: NodeSource): Promise<Buffer[]> {
  const wanted = ranges.map(nodesOf)
  const found = await source(wanted.flat())
  let at = 0
  return wanted.map(({ length }) => {
    at += length
    return joinHashes(found.slice(at - length, at))
  })
}
