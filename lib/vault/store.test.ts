import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterEach, describe, expect, test } from 'vitest'
import { whole } from './chunks.ts'
import { diskStore } from './disk.ts'
import { KeyDestroyed, ObjectMissing } from './faults.ts'
import { s3Store } from './s3.ts'
import { startS3 } from './s3-server-for-tests.ts'
import type { VaultStore } from './store.ts'
import { vaultIn } from './vault.ts'

type Open = { store: VaultStore; close: () => Promise<void> }

const stores: { [name: string]: () => Promise<Open> } = {
  'a disk': async () => {
    const root = await mkdtemp(join(tmpdir(), 'dossier-store-'))
    return { store: diskStore(root), close: () => rm(root, { recursive: true }) }
  },
  'a bucket': async () => {
    const s3 = await startS3()
    return { store: s3Store(s3.place), close: s3.stop }
  },
  'a bucket that keeps versions': async () => {
    const s3 = await startS3({ versioned: true })
    return { store: s3Store(s3.place), close: s3.stop }
  },
}

async function* of(...parts: (string | Buffer)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part as string)
}
/** More than one part of an upload, in pieces of another size. */
async function* large(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 700_001) yield bytes.subarray(at, at + 700_001)
}
const at = (name: string, folder = 'req-1') => ({ folder, name })

describe.each(Object.keys(stores))('%s keeps sealed bytes', kind => {
  let opened: Open | undefined
  const store = async () => {
    opened = await stores[kind]!()
    return opened.store
  }
  afterEach(async () => {
    await opened?.close()
    opened = undefined
  })
  const contentOf = async (from: VaultStore, path: { folder: string; name: string }) => {
    const found = await from.open(path)
    return found && whole(found.read(0, found.size))
  }

  test('whole, small and large and empty, and any part of them', async () => {
    const one = await store()
    const bytes = randomBytes(9_500_000)
    expect(await one.put(at('large'), large(bytes))).toBe(bytes.length)
    expect(await one.put(at('small'), of('small'))).toBe(5)
    expect(await one.put(at('empty'), of())).toBe(0)
    const digest = (buffer: Buffer) => createHash('sha256').update(buffer).digest('hex')
    expect(digest((await contentOf(one, at('large')))!)).toBe(digest(bytes))
    expect((await contentOf(one, at('empty')))!.length).toBe(0)
    const found = (await one.open(at('large')))!
    for (const [start, end] of [
      [0, 1],
      [8_388_600, 8_388_620],
      [4_194_000, 9_000_000],
      [9_499_999, 9_500_000],
    ] as const) {
      expect(digest(await whole(found.read(start, end)))).toBe(digest(bytes.subarray(start, end)))
    }
    expect((await whole(found.read(7, 7))).length).toBe(0)
    await found.close()
    expect(await one.list('req-1')).toEqual([
      { name: 'empty', bytes: 0 },
      { name: 'large', bytes: 9_500_000 },
      { name: 'small', bytes: 5 },
    ])
  })

  test('or not at all: a source that dies midway leaves what was there before', async () => {
    const one = await store()
    async function* dying(): AsyncGenerator<Uint8Array> {
      yield randomBytes(9_000_000)
      throw new Error('the source died')
    }
    await expect(one.put(at('a'), dying())).rejects.toThrow('the source died')
    expect(await one.exists(at('a'))).toBe(false)
    await one.put(at('a'), of('first'))
    await expect(one.put(at('a'), dying())).rejects.toThrow('the source died')
    expect((await contentOf(one, at('a')))!.toString()).toBe('first')
    expect(await one.sweep(Temporal.Now.instant().add({ hours: 1 }))).toBe(0)
  })

  test('once, whoever else creates the same at the same time', async () => {
    const one = await store()
    const tries = Array.from({ length: 12 }, (_, n) => one.putOnce(at('key', 'keys'), of(`by ${n}`)))
    const won = await Promise.all(tries)
    expect(won.filter(Boolean)).toHaveLength(1)
    expect((await contentOf(one, at('key', 'keys')))!.toString()).toBe(`by ${won.indexOf(true)}`)
  })

  test('under the newest content, and not at all once removed', async () => {
    const one = await store()
    await one.put(at('a'), of('first'))
    await one.put(at('a'), of('second'))
    await one.put(at('ab'), of('other'))
    expect((await contentOf(one, at('a')))!.toString()).toBe('second')
    expect(await one.remove(at('a'))).toBe(true)
    expect(await one.remove(at('a'))).toBe(false)
    expect(await one.open(at('a'))).toBe(null)
    expect(await one.list('req-1')).toEqual([{ name: 'ab', bytes: 5 }])
    expect(await one.list('req-2')).toEqual([])
  })

  test('folder by folder: what goes with one leaves its neighbours', async () => {
    const one = await store()
    for (let n = 0; n < 8; n++) await one.put(at(`object-${n}`), of(`${n}`))
    await one.put(at('object-0', 'req-10'), of('ten'))
    const gone = await one.removeFolder('req-1')
    expect(gone.map(({ name }) => name)).toEqual(Array.from({ length: 8 }, (_, n) => `object-${n}`))
    expect(await one.list('req-1')).toEqual([])
    expect(await one.removeFolder('req-1')).toEqual([])
    expect(await one.list('req-10')).toHaveLength(1)
  })

  test('and can be asked whether it takes any', async () => {
    const one = await store()
    await one.check()
    expect(await one.list('check')).toEqual([])
  })

  test('of a request that is destroyed while it is written, without a trace', async () => {
    const vault = vaultIn(await store(), [randomBytes(32)])
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield randomBytes(9_500_000)
      await vault.destroyRequest('req-1')
      yield randomBytes(100_000)
    }
    await expect(vault.write('req-1', 'a', slow())).rejects.toThrow(KeyDestroyed)
    await expect(vault.write('req-1', 'b', of('late'))).rejects.toThrow(KeyDestroyed)
    expect(await vault.objects('req-1')).toEqual([])
    expect(await vault.requests()).toEqual({ live: [], destroyed: ['req-1'] })
    await expect(whole(vault.read('req-2', 'a'))).rejects.toThrow(ObjectMissing)
  })

  test('under keys that rotate while requests are destroyed and asked for', async () => {
    const secret = randomBytes(32)
    const one = await store()
    const vault = vaultIn(one, [secret])
    const rotating = vaultIn(one, [randomBytes(32), secret])
    for (let round = 0; round < 3; round++) {
      const id = `req-${round}`
      await vault.write(id, 'a', of('one'))
      await Promise.allSettled([rotating.rewrapKeys(), vault.destroyRequest(id), vault.write(id, 'b', of('two'))])
      expect((await vault.requests()).live).toEqual([])
      expect(await vault.objects(id)).toEqual([])
    }
  })
})
