import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMPTY_ROOT, hashLeaf } from './merkle.ts'
import published from './merkle-vectors.json' with { type: 'json' }
import { consistencyProof, inclusionProof } from './proofs.ts'
import { grow, hex, leaf, recursiveRoot } from './tree-for-tests.ts'
import { verifyConsistency, verifyInclusion } from './verify-proof.ts'

const vectors = published.leaves.map(data => hashLeaf(Buffer.from(data, 'hex')))

describe('a proof', () => {
  const SIZE = 70
  const leaves = Array.from({ length: SIZE }, (_, n) => leaf(n))
  const { source } = grow(leaves)
  const roots = leaves.map((_, n) => recursiveRoot(leaves.slice(0, n + 1)))
  const rootAt = (size: number) => (size ? roots[size - 1]! : EMPTY_ROOT)
  const flip = (hash: Buffer, bit: number) => {
    const altered = Buffer.from(hash)
    altered[bit >> 3]! ^= 1 << (bit & 7)
    return altered
  }

  test.each(published.inclusion)(
    'of leaf $index in a tree of $size is the published one',
    async ({ index, size, proof }) => {
      expect((await inclusionProof(index, size, grow(vectors).source)).map(hex)).toEqual(proof)
      const root = Buffer.from(published.roots[size - 1]!, 'hex')
      const steps = proof.map(step => Buffer.from(step, 'hex'))
      expect(verifyInclusion({ leafHash: vectors[index]!, index, size, proof: steps, root })).toBe(true)
    },
  )

  test.each(published.consistency)(
    'that $first leaves begin $second is the published one',
    async ({ first, second, proof }) => {
      expect((await consistencyProof(first, second, grow(vectors).source)).map(hex)).toEqual(proof)
      const [firstRoot, secondRoot] = [first, second].map(size => Buffer.from(published.roots[size - 1]!, 'hex'))
      const steps = proof.map(step => Buffer.from(step, 'hex'))
      expect(verifyConsistency({ first, second, proof: steps, firstRoot: firstRoot!, secondRoot: secondRoot! })).toBe(
        true,
      )
    },
  )

  test('of inclusion holds for every leaf of every size, and for no other place', async () => {
    for (let size = 1; size <= 40; size++) {
      for (let index = 0; index < size; index++) {
        const claim = {
          leafHash: leaves[index]!,
          index,
          size,
          root: rootAt(size),
          proof: await inclusionProof(index, size, source),
        }
        expect(verifyInclusion(claim)).toBe(true)
        for (const other of [index - 1, index + 1, index ^ 2, size, -1, 0.5, Number.NaN]) {
          if (other !== index) expect(verifyInclusion({ ...claim, index: other })).toBe(false)
        }
        expect(verifyInclusion({ ...claim, size: size * 2 })).toBe(false)
        expect(verifyInclusion({ ...claim, root: rootAt(size - 1) })).toBe(false)
        expect(verifyInclusion({ ...claim, leafHash: leaf(-1) })).toBe(false)
        expect(verifyInclusion({ ...claim, proof: [...claim.proof, claim.root] })).toBe(false)
        expect(verifyInclusion({ ...claim, proof: [claim.root, ...claim.proof] })).toBe(false)
        expect(verifyInclusion({ ...claim, proof: [...claim.proof, Buffer.alloc(0)] })).toBe(false)
        if (claim.proof.length) expect(verifyInclusion({ ...claim, proof: claim.proof.slice(1) })).toBe(false)
        if (claim.proof.length) expect(verifyInclusion({ ...claim, proof: claim.proof.slice(0, -1) })).toBe(false)
      }
    }
  })

  test('of consistency holds between any two sizes, and for no other history', async () => {
    for (let second = 0; second <= 40; second++) {
      for (let first = 0; first <= second; first++) {
        const proof = await consistencyProof(first, second, source)
        const claim = { first, second, proof, firstRoot: rootAt(first), secondRoot: rootAt(second) }
        expect(verifyConsistency(claim)).toBe(true)
        expect(verifyConsistency({ ...claim, firstRoot: leaf(-1) })).toBe(false)
        expect(verifyConsistency({ ...claim, proof: [...proof, leaf(0)] })).toBe(false)
        if (first === 0) continue
        expect(verifyConsistency({ ...claim, secondRoot: leaf(-1) })).toBe(false)
        if (first === second) continue
        expect(verifyConsistency({ ...claim, first: second, second: first })).toBe(false)
        expect(verifyConsistency({ ...claim, proof: [] })).toBe(false)
        expect(verifyConsistency({ ...claim, second: second * 2 })).toBe(false)
        expect(verifyConsistency({ ...claim, proof: proof.slice(1) })).toBe(false)
        expect(verifyConsistency({ ...claim, proof: proof.slice(0, -1) })).toBe(false)
      }
    }
  })

  test('is not believed of a smaller tree than it climbs', async () => {
    for (const [index, size, smaller] of [
      [3, 4, 2],
      [7, 8, 4],
      [7, 8, 2],
      [6, 7, 3],
      [15, 16, 8],
    ] as const) {
      const proof = await inclusionProof(index, size, source)
      for (let place = 0; place < smaller; place++) {
        const claim = { leafHash: leaves[index]!, index: place, size: smaller, proof, root: rootAt(size) }
        expect(verifyInclusion(claim)).toBe(false)
      }
    }
  })

  test('fails with any one bit changed anywhere in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: SIZE }), fc.nat(), fc.nat(), fc.nat(255), async (size, a, b, bit) => {
        const index = a % size
        const proof = await inclusionProof(index, size, source)
        const step = b % proof.length
        const altered = proof.map((hash, at) => (at === step ? flip(hash, bit) : hash))
        expect(verifyInclusion({ leafHash: leaves[index]!, index, size, proof: altered, root: rootAt(size) })).toBe(
          false,
        )

        const first = 1 + (a % (size - 1))
        const steps = await consistencyProof(first, size, source)
        const at = b % steps.length
        const changed = steps.map((hash, n) => (n === at ? flip(hash, bit) : hash))
        const roots = { firstRoot: rootAt(first), secondRoot: rootAt(size) }
        expect(verifyConsistency({ first, second: size, proof: changed, ...roots })).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  test('is refused for places outside the tree', async () => {
    for (const [index, size] of [
      [1, 1],
      [0, 0],
      [-1, 5],
      [0.5, 5],
      [0, Number.NaN],
    ] as const) {
      await expect(inclusionProof(index, size, source)).rejects.toThrow(RangeError)
    }
    await expect(consistencyProof(3, 2, source)).rejects.toThrow(RangeError)
  })
})
