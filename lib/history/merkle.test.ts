import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  appendLeaves,
  EMPTY_FRONTIER,
  EMPTY_ROOT,
  type Frontier,
  frontierNodes,
  hashLeaf,
  hashNode,
  type NodeAt,
  rootOf,
} from './merkle.ts'
import { consistencyProof, inclusionProof } from './proofs.ts'
import { verifyConsistency, verifyInclusion } from './verify-proof.ts'

// The test vectors of Certificate Transparency (RFC 6962, whose hashing RFC 9162 keeps).
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const INCLUSION: [index: number, size: number, proof: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
]
const CONSISTENCY: [first: number, second: number, proof: string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
  [
    6,
    7,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
]

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const leaf = (n: number) => hashLeaf(Buffer.from(`leaf ${n}`))

/** A tree as the database keeps it: frontier, and every completed node by level and index. */
function grow(leaves: Buffer[], steps: number[] = []) {
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
function recursiveRoot(leaves: Buffer[]): Buffer {
  if (leaves.length < 2) return leaves[0] ?? EMPTY_ROOT
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return hashNode(recursiveRoot(leaves.slice(0, k)), recursiveRoot(leaves.slice(k)))
}

const vectors = LEAVES.map(data => hashLeaf(Buffer.from(data, 'hex')))

describe('the tree', () => {
  test('has the roots of the published vectors', () => {
    expect(hex(EMPTY_ROOT)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(hex(rootOf(EMPTY_FRONTIER))).toBe(hex(EMPTY_ROOT))
    expect(vectors.map((_, at) => hex(rootOf(grow(vectors.slice(0, at + 1)).frontier)))).toEqual(ROOTS)
  })

  test.each(INCLUSION)('proves leaf %i in a tree of %i as published', async (index, size, proof) => {
    const { source } = grow(vectors)
    expect((await inclusionProof(index, size, source)).map(hex)).toEqual(proof)
    const root = Buffer.from(ROOTS[size - 1]!, 'hex')
    const steps = proof.map(step => Buffer.from(step, 'hex'))
    expect(verifyInclusion({ leafHash: vectors[index]!, index, size, proof: steps, root })).toBe(true)
  })

  test.each(CONSISTENCY)('proves that %i leaves begin %i as published', async (first, second, proof) => {
    const { source } = grow(vectors)
    expect((await consistencyProof(first, second, source)).map(hex)).toEqual(proof)
    const [firstRoot, secondRoot] = [first, second].map(size => Buffer.from(ROOTS[size - 1]!, 'hex'))
    const steps = proof.map(step => Buffer.from(step, 'hex'))
    expect(verifyConsistency({ first, second, proof: steps, firstRoot: firstRoot!, secondRoot: secondRoot! })).toBe(
      true,
    )
  })

  test('grown in any steps is the tree the RFC defines', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.array(fc.nat(200)), (size, steps) => {
        const leaves = Array.from({ length: size }, (_, n) => leaf(n))
        const { frontier, stored } = grow(leaves, steps)
        expect(hex(rootOf(frontier))).toBe(hex(recursiveRoot(leaves)))
        expect(frontier.nodes.length).toBe([...size.toString(2)].filter(bit => bit === '1').length)
        expect(frontierNodes(size).map(({ level, index }) => hex(stored.get(`${level}/${index}`)!))).toEqual(
          frontier.nodes.map(node => hex(node.hash)),
        )
      }),
    )
  })

  test('knows sizes beyond 32 bits', () => {
    const nodes = frontierNodes(2 ** 40 + 2 ** 33 + 5)
    expect(nodes.map(({ level }) => level)).toEqual([40, 33, 2, 0])
    expect(nodes.at(-1)!.index).toBe(2 ** 40 + 2 ** 33 + 4)
  })
})

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
