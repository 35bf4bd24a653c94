import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KeyDestroyed, SealBroken } from './faults.ts'
import { readPage, readRecords, writeRecords } from './segment.ts'
import { openVault, type Vault } from './vault.ts'

let root: string
let vault: Vault
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dossier-segment-'))
  vault = openVault({ root, wrappingKeys: [randomBytes(32)] })
})
afterAll(() => rm(root, { recursive: true }))

async function* each<T>(records: Iterable<T>): AsyncGenerator<T> {
  yield* records
}
async function readAll(name: string): Promise<unknown[]> {
  const records: unknown[] = []
  for await (const record of readRecords(vault, 'req-1', name)) records.push(record)
  return records
}

describe('a segment', () => {
  test('gives back any records in order, and its hash depends on them alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 20 }), async records => {
        const lines = records.map(record => `${JSON.stringify(record)}\n`).join('')
        const written = await writeRecords(vault, 'req-1', 'any', each(records))
        expect(written.records).toBe(records.length)
        expect(written.bytes).toBe(Buffer.byteLength(lines))
        expect(written.ndjsonSha256).toBe(createHash('sha256').update(lines).digest('hex'))
        expect(await readAll('any')).toEqual(JSON.parse(JSON.stringify(records)))
      }),
      { numRuns: 40 },
    )
  })

  test('carries a cell of 10 MB and a key named __proto__', async () => {
    const records = [{ cell: 'ä'.repeat(5_000_000) }, JSON.parse('{"__proto__": {"admin": true}}')]
    await writeRecords(vault, 'req-1', 'large', each(records))
    const back = await readAll('large')
    expect(JSON.stringify(back)).toBe(JSON.stringify(records))
  })

  test('is read page by page like slices of the whole', async () => {
    const records = Array.from({ length: 25_000 }, (_, n) => ({ n, text: `row ${n}` }))
    await writeRecords(vault, 'req-1', 'paged', each(records))
    for (const [offset, limit] of [
      [0, 10],
      [24_990, 10],
      [24_995, 10],
      [12_345, 100],
      [30_000, 5],
      [0, 0],
    ] as const) {
      const page = await readPage(vault, 'req-1', 'paged', { offset, limit })
      expect(page.records).toEqual(records.slice(offset, offset + limit))
      expect(page.more).toBe(offset + limit < records.length)
    }
  })

  test('is not stored when its source dies or brings what JSON cannot carry', async () => {
    async function* dying() {
      yield { n: 1 }
      throw new Error('the source died')
    }
    await expect(writeRecords(vault, 'req-2', 'a', dying())).rejects.toThrow('the source died')
    await expect(writeRecords(vault, 'req-2', 'a', each([undefined]))).rejects.toThrow(TypeError)
    await expect(writeRecords(vault, 'req-2', 'a', each([{ n: 1n }]))).rejects.toThrow(TypeError)
    await expect(writeRecords(vault, '../x', 'a', each([1]))).rejects.toThrow('no name for a vault request')
    expect(await vault.objects('req-2')).toEqual([])
  })

  test('holds lines that were only lent: their bytes are written over as soon as the next are asked for', async () => {
    const lines = Array.from(
      { length: 300 },
      (_, n) => `${JSON.stringify({ n, text: 'x'.repeat((n * 977) % 90_000) })}\n`,
    )
    const memory = Buffer.alloc(100_000)
    async function* lent() {
      for (const line of lines) {
        const length = memory.write(line)
        yield { records: 1, bytes: memory.subarray(0, length) }
        memory.fill('?')
      }
    }
    const written = await writeRecords(vault, 'req-1', 'lent', { lines: lent })
    expect(written.records).toBe(300)
    expect(written.ndjsonSha256).toBe(createHash('sha256').update(lines.join('')).digest('hex'))
    expect(await readAll('lent')).toEqual(lines.map(line => JSON.parse(line)))
  })

  test('of nothing is read as nothing', async () => {
    expect(await writeRecords(vault, 'req-1', 'none', each([]))).toMatchObject({ records: 0, bytes: 0 })
    expect(await readAll('none')).toEqual([])
  })

  test('is given up at once when its request was destroyed, however much its source has to say', async () => {
    await writeRecords(vault, 'req-4', 'a', each([1]))
    await vault.destroyRequest('req-4')
    async function* endless() {
      for (let n = 0; ; n++) yield { n }
    }
    await expect(writeRecords(vault, 'req-4', 'b', endless())).rejects.toThrow(KeyDestroyed)
  })

  test('with one bit flipped is a broken seal, not half a segment', async () => {
    await writeRecords(vault, 'req-3', 'a', each(Array.from({ length: 60_000 }, () => randomBytes(8).toString('hex'))))
    const file = join(root, 'req-3/a')
    const sealed = await readFile(file)
    sealed[sealed.length >> 1]! ^= 1
    await writeFile(file, sealed)
    const reading = async () => {
      for await (const record of readRecords(vault, 'req-3', 'a')) expect(record).toMatch(/^[0-9a-f]{16}$/)
    }
    await expect(reading()).rejects.toThrow(SealBroken)
  })

  test('may be left half read', async () => {
    for await (const record of readRecords(vault, 'req-1', 'paged')) {
      expect(record).toEqual({ n: 0, text: 'row 0' })
      break
    }
  })
})
