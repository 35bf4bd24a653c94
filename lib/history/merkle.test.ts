import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMPTY_FRONTIER, EMPTY_ROOT, frontierNodes, hashLeaf, rootOf } from './merkle.ts'
import published from './merkle-vectors.json' with { type: 'json' }
import { grow, hex, leaf, recursiveRoot } from './tree-for-tests.ts'

const vectors = published.leaves.map(data => hashLeaf(Buffer.from(data, 'hex')))

describe('the tree', () => {
  test('has the roots of the published vectors', () => {
    expect(hex(EMPTY_ROOT)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(hex(rootOf(EMPTY_FRONTIER))).toBe(hex(EMPTY_ROOT))
    expect(vectors.map((_, at) => hex(rootOf(grow(vectors.slice(0, at + 1)).frontier)))).toEqual(published.roots)
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
