import { EMPTY_ROOT, HASH_BYTES, hashNode } from './merkle.ts'
import { isSize } from './proofs.ts'

/** RFC 9162, 2.1.3.2: whether the leaf with this hash is the one at `index` in the tree of `size` leaves with this root. */
export function verifyInclusion(claim: {
  leafHash: Uint8Array
  index: number
  size: number
  proof: readonly Uint8Array[]
  root: Uint8Array
}): boolean {
  const { leafHash, index, size, proof, root } = claim
  if (!isSize(index) || !isSize(size) || index >= size || ![leafHash, root, ...proof].every(isHash)) return false
  let at = index
  let last = size - 1
  let hash: Buffer = Buffer.from(leafHash)
  for (const step of proof) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      hash = hashNode(step, hash)
      ;[at, last] = risen(at, last)
    } else {
      hash = hashNode(hash, step)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && hash.equals(root)
}

/** RFC 9162, 2.1.4.2: whether the tree of `second` leaves keeps the tree of `first` leaves as its beginning. */
export function verifyConsistency(claim: {
  first: number
  second: number
  proof: readonly Uint8Array[]
  firstRoot: Uint8Array
  secondRoot: Uint8Array
}): boolean {
  const { first, second, firstRoot, secondRoot } = claim
  if (!isSize(first) || !isSize(second) || ![firstRoot, secondRoot, ...claim.proof].every(isHash)) return false
  if (first === 0) return claim.proof.length === 0 && EMPTY_ROOT.equals(firstRoot)
  if (first === second) return claim.proof.length === 0 && Buffer.from(firstRoot).equals(secondRoot)
  if (first > second || claim.proof.length === 0) return false

  // A first tree that is one perfect subtree is its own first step.
  const [start, ...steps] = isPowerOfTwo(first) ? [firstRoot, ...claim.proof] : claim.proof
  let [at, last] = [first - 1, second - 1]
  while (isOdd(at)) [at, last] = [half(at), half(last)]
  let firstHash: Buffer = Buffer.from(start!)
  let secondHash = firstHash
  for (const step of steps) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      firstHash = hashNode(step, firstHash)
      secondHash = hashNode(step, secondHash)
      ;[at, last] = risen(at, last)
    } else {
      secondHash = hashNode(secondHash, step)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && firstHash.equals(firstRoot) && secondHash.equals(secondRoot)
}

/** On the right edge a node without a sibling is its own parent: up to where it is somebody's right child, or the very left. */
function risen(at: number, last: number): [number, number] {
  let [left, right] = [at, last]
  while (!isOdd(left) && left !== 0) [left, right] = [half(left), half(right)]
  return [left, right]
}

// Not by bit operators, which know 32 bits only.
const half = (n: number) => Math.floor(n / 2)
const isOdd = (n: number) => n % 2 === 1
const isHash = (bytes: Uint8Array) => bytes.length === HASH_BYTES

function isPowerOfTwo(n: number): boolean {
  let rest = n
  while (rest % 2 === 0) rest /= 2
  return rest === 1
}
