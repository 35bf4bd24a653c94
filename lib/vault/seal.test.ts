import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inChunks, whole } from './chunks.ts'
import { SealBroken } from './faults.ts'
import { secretKey } from './keyring.ts'
import { CHUNK, HEADER, openObject, SEALED_CHUNK, sealObject } from './seal.ts'
import { plaintextSize, readRange, type Seekable, sealedSize } from './seek.ts'

const key = secretKey(randomBytes(32))
const object = 'request-1/segment-1'

async function* pieces(bytes: Buffer, size = 10_007): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const seal = (bytes: Buffer, piece?: number) => whole(sealObject(key, object, pieces(bytes, piece)))
const seekable = (sealed: Buffer): Seekable => ({
  size: sealed.length,
  read: (start, end) => pieces(sealed.subarray(start, end), 50_000),
})

/** Both ways of opening must refuse, and hand out nothing but a true beginning before they do. */
async function refused(sealed: Buffer, plaintext: Buffer, name = object) {
  for (const opening of [openObject(key, name, pieces(sealed)), readRange(key, name, seekable(sealed))]) {
    const got: Buffer[] = []
    const reading = async () => {
      for await (const chunk of opening) got.push(chunk)
    }
    await expect(reading()).rejects.toThrow(SealBroken)
    const before = Buffer.concat(got)
    expect(before.equals(plaintext.subarray(0, before.length))).toBe(true)
  }
}

const atBorders = [0, 1, 2].flatMap(chunks => [-1, 0, 1].map(off => chunks * CHUNK + off)).filter(size => size >= 0)

describe('a sealed object', () => {
  test.each(atBorders)('of %i bytes comes back whole, and its size follows from the sealed size', async size => {
    const bytes = randomBytes(size)
    const sealed = await seal(bytes)
    expect((await whole(openObject(key, object, pieces(sealed, 65_537)))).equals(bytes)).toBe(true)
    expect((await whole(readRange(key, object, seekable(sealed)))).equals(bytes)).toBe(true)
    expect(plaintextSize(sealed.length)).toBe(size)
    expect(sealedSize(size)).toBe(sealed.length)
  })

  test('comes back whole at any size and in any pieces', async () => {
    const sizes = fc.oneof(fc.constantFrom(...atBorders), fc.integer({ min: 0, max: 3 * CHUNK }))
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 500, max: 200_000 }), async (size, piece) => {
        const bytes = randomBytes(size)
        expect((await whole(openObject(key, object, pieces(await seal(bytes, piece), piece)))).equals(bytes)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  test('no two sealed sizes mean the same plaintext size, and none in between means anything', () => {
    const seen = new Set<number>()
    const wrong: number[] = []
    for (let sealed = 0; sealed < HEADER + 3 * SEALED_CHUNK; sealed++) {
      const size = plaintextSize(sealed)
      if (size === null) continue
      if (sealedSize(size) !== sealed) wrong.push(sealed)
      seen.add(size)
    }
    expect(wrong).toEqual([])
    expect(seen.size).toBe(3 * CHUNK)
  })

  test('never looks the same twice', async () => {
    const [one, two] = [await seal(Buffer.from('same')), await seal(Buffer.from('same'))]
    expect(one.subarray(HEADER).equals(two.subarray(HEADER))).toBe(false)
  })

  test('answers a range exactly as a slice of the plaintext', async () => {
    const bytes = randomBytes(3 * CHUNK + 100)
    const sealed = await seal(bytes)
    const offset = fc.oneof(
      fc.integer({ min: 0, max: bytes.length + 10 }),
      fc.constantFrom(0, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, bytes.length),
    )
    await fc.assert(
      fc.asyncProperty(offset, offset, async (start, end) => {
        const got = await whole(readRange(key, object, seekable(sealed), { start, end }))
        expect(got.equals(bytes.subarray(start, Math.max(start, end)))).toBe(true)
      }),
    )
  })

  test('reads only the chunks a range needs, and the final one', async () => {
    const sealed = await seal(randomBytes(10 * CHUNK))
    let read = 0
    const counting: Seekable = {
      size: sealed.length,
      read: (start, end) => {
        read += end - start
        return pieces(sealed.subarray(start, end))
      },
    }
    await whole(readRange(key, object, counting, { start: 4 * CHUNK + 5, end: 4 * CHUNK + 9 }))
    expect(read).toBe(HEADER + 2 * SEALED_CHUNK)
  })
})

describe('somebody who touches a sealed object', () => {
  test('is caught at every single flipped bit', async () => {
    const bytes = Buffer.from('Dear Ana')
    const sealed = await seal(bytes)
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = Buffer.from(sealed)
      altered[bit >> 3]! ^= 1 << (bit & 7)
      await refused(altered, bytes)
    }
  })

  test('is caught at a flipped bit anywhere in a large one', async () => {
    const bytes = randomBytes(2 * CHUNK + 77)
    const sealed = await seal(bytes)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: sealed.length * 8 - 1 }), async bit => {
        const altered = Buffer.from(sealed)
        altered[bit >> 3]! ^= 1 << (bit & 7)
        await refused(altered, bytes)
      }),
    )
  })

  test('is caught cutting it anywhere, also between two chunks, and lengthening it', async () => {
    const bytes = randomBytes(2 * CHUNK + 77)
    const sealed = await seal(bytes)
    const borders = [0, 1, HEADER - 1, HEADER, HEADER + SEALED_CHUNK, HEADER + 2 * SEALED_CHUNK, sealed.length - 1]
    for (const length of borders) await refused(sealed.subarray(0, length), bytes)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: sealed.length - 1 }), async length => {
        await refused(sealed.subarray(0, length), bytes)
      }),
      { numRuns: 40 },
    )
    await refused(Buffer.concat([sealed, Buffer.alloc(1)]), bytes)
    await refused(Buffer.concat([sealed, sealed.subarray(HEADER)]), bytes)
  })

  test('is caught cutting the end even when only the beginning is asked for', async () => {
    const sealed = await seal(randomBytes(3 * CHUNK))
    const cut = seekable(sealed.subarray(0, HEADER + 2 * SEALED_CHUNK))
    await expect(whole(readRange(key, object, cut, { start: 0, end: 10 }))).rejects.toThrow(SealBroken)
  })

  test('is caught cutting it while it is read', async () => {
    const bytes = randomBytes(4 * CHUNK)
    const sealed = await seal(bytes)
    const shrinking: Seekable = {
      size: sealed.length,
      read: (start, end) => pieces(sealed.subarray(start, start === HEADER ? HEADER + 2 * SEALED_CHUNK : end)),
    }
    await expect(whole(readRange(key, object, shrinking))).rejects.toThrow(/truncated/)
  })

  test('is caught reordering, repeating or dropping chunks', async () => {
    const bytes = randomBytes(4 * CHUNK)
    const sealed = await seal(bytes)
    const header = sealed.subarray(0, HEADER)
    const chunks: Buffer[] = []
    for await (const chunk of inChunks(pieces(sealed.subarray(HEADER)), SEALED_CHUNK)) chunks.push(chunk)
    for (const order of [
      [1, 0, 2, 3],
      [0, 0, 2, 3],
      [0, 2, 3],
      [1, 2, 3],
      [0, 1, 3, 2],
      [0, 1, 2, 3, 3],
    ]) {
      await refused(Buffer.concat([header, ...order.map(index => chunks[index]!)]), bytes)
    }
  })

  test('is caught moving it, or a chunk of it, to another object, name or key', async () => {
    const bytes = randomBytes(2 * CHUNK)
    const [one, two] = [await seal(bytes), await seal(bytes)]
    await refused(Buffer.concat([one.subarray(0, HEADER), two.subarray(HEADER)]), bytes)
    await refused(Buffer.concat([one.subarray(0, HEADER + SEALED_CHUNK), two.subarray(HEADER + SEALED_CHUNK)]), bytes)
    await refused(one, bytes, 'request-1/segment-2')
    const other = secretKey(randomBytes(32))
    await expect(whole(openObject(other, object, pieces(one)))).rejects.toThrow(SealBroken)
  })
})
