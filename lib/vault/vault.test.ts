import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { whole } from './chunks.ts'
import { diskStore } from './disk.ts'
import { KeyDestroyed, NameRefused, ObjectMissing, SealBroken } from './faults.ts'
import { keyring } from './keyring.ts'
import { requestKeys } from './keys.ts'
import { openVault, type Vault } from './vault.ts'

let root: string
let vault: Vault
const secret = randomBytes(32)

beforeEach(async () => {
  root = join(await mkdtemp(join(tmpdir(), 'dossier-vault-')), 'vault')
  vault = openVault({ root, wrappingKeys: [secret] })
})
afterEach(() => rm(join(root, '..'), { recursive: true }))

async function* of(...parts: (string | Buffer)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part as string)
}
async function* broken(): AsyncGenerator<Uint8Array> {
  yield randomBytes(200_000)
  throw new Error('the source died')
}
const everyFile = async () => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}

describe('the vault', () => {
  test('gives back what was written, in full and in part, and says its size and hash', async () => {
    const bytes = randomBytes(300_000)
    const written = await vault.write('req-1', 'seg-1', of(bytes))
    expect(written.bytes).toBe(300_000)
    expect(written.plaintextSha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect((await whole(vault.read('req-1', 'seg-1'))).equals(bytes)).toBe(true)
    expect(
      (await whole(vault.read('req-1', 'seg-1', { start: 65_530, end: 131_080 }))).equals(
        bytes.subarray(65_530, 131_080),
      ),
    ).toBe(true)
    expect(await vault.size('req-1', 'seg-1')).toBe(300_000)
    expect(await vault.objects('req-1')).toEqual([
      { objectId: 'seg-1', bytes: 300_000, sealedBytes: written.sealedBytes },
    ])
  })

  test('lets no plaintext touch the disk, and nobody but its owner read it', async () => {
    await vault.write('req-1', 'seg-1', of('the planted value '.repeat(20_000)))
    for (const file of await everyFile()) {
      expect((await readFile(file)).includes('planted')).toBe(false)
      expect((await readFile(file)).includes(secret)).toBe(false)
      expect((await stat(file)).mode & 0o777).toBe(0o600)
    }
    for (const folder of ['', 'req-1', 'keys']) expect((await stat(join(root, folder))).mode & 0o777).toBe(0o700)
  })

  test('keeps nothing of a write whose source died, and the older object when there was one', async () => {
    await expect(vault.write('req-1', 'seg-1', broken())).rejects.toThrow('the source died')
    expect(await vault.objects('req-1')).toEqual([])
    expect(await readdir(join(root, '.unfinished'))).toEqual([])
    await vault.write('req-1', 'seg-1', of('first'))
    await expect(vault.write('req-1', 'seg-1', broken())).rejects.toThrow('the source died')
    expect((await whole(vault.read('req-1', 'seg-1'))).toString()).toBe('first')
  })

  test('replaces and removes an object; what is not there is missing', async () => {
    await vault.write('req-1', 'seg-1', of('first'))
    await vault.write('req-1', 'seg-1', of('second'))
    expect((await whole(vault.read('req-1', 'seg-1'))).toString()).toBe('second')
    expect(await vault.remove('req-1', 'seg-1')).toBe(true)
    expect(await vault.remove('req-1', 'seg-1')).toBe(false)
    expect(await vault.size('req-1', 'seg-1')).toBe(null)
    await expect(whole(vault.read('req-1', 'seg-1'))).rejects.toThrow(ObjectMissing)
    await expect(whole(vault.read('req-2', 'seg-1'))).rejects.toThrow(ObjectMissing)
    expect(await vault.objects('req-2')).toEqual([])
  })

  test.each(['..', '.', 'a/b', 'A', 'a.b', '.unfinished', '', 'ä', 'a\0', 'x'.repeat(101)])(
    'refuses the name %j',
    async name => {
      await expect(vault.write(name, 'seg-1', of('x'))).rejects.toThrow(NameRefused)
      await expect(vault.write('req-1', name, of('x'))).rejects.toThrow(NameRefused)
      await expect(whole(vault.read('req-1', name))).rejects.toThrow(NameRefused)
      await expect(vault.remove(name, 'seg-1')).rejects.toThrow(NameRefused)
      await expect(vault.destroyRequest(name)).rejects.toThrow(NameRefused)
      await expect(vault.objects(name)).rejects.toThrow(NameRefused)
    },
  )

  test('refuses its own folders as requests', async () => {
    for (const name of ['keys', 'destroyed']) {
      await expect(vault.write(name, 'req-1', of('x'))).rejects.toThrow(NameRefused)
      await expect(vault.destroyRequest(name)).rejects.toThrow(NameRefused)
    }
  })

  test('sweeps away what crashed writers left, but not what is being written', async () => {
    await vault.write('req-1', 'seg-1', of('one'))
    const left = join(root, '.unfinished/req-1.seg-1.left')
    await writeFile(left, 'sealed')
    await utimes(left, 0, 0)
    async function* sweeping(): AsyncGenerator<Uint8Array> {
      yield randomBytes(200_000)
      expect(await vault.sweep(Temporal.Instant.from('2000-01-01T00:00:00Z'))).toBe(1)
      yield randomBytes(200_000)
    }
    expect((await vault.write('req-1', 'seg-2', sweeping())).bytes).toBe(400_000)
    expect(await readdir(join(root, '.unfinished'))).toEqual([])
  })

  test('notices objects swapped between requests or names, cut, or altered on the disk', async () => {
    await vault.write('req-1', 'a', of('one'))
    await vault.write('req-1', 'b', of('two'))
    await vault.write('req-2', 'a', of('three'))
    const at = (name: string) => join(root, name)
    const original = await readFile(at('req-1/a'))
    for (const other of ['req-1/b', 'req-2/a']) {
      await writeFile(at('req-1/a'), await readFile(at(other)))
      await expect(whole(vault.read('req-1', 'a'))).rejects.toThrow(SealBroken)
    }
    await writeFile(at('req-1/a'), original)
    await truncate(at('req-1/a'), original.length - 1)
    await expect(whole(vault.read('req-1', 'a'))).rejects.toThrow(SealBroken)
    await truncate(at('req-1/a'), 3)
    await expect(vault.size('req-1', 'a')).rejects.toThrow(SealBroken)
    expect(await vault.objects('req-1')).toContainEqual({ objectId: 'a', bytes: null, sealedBytes: 3 })
  })

  test('leaves no file open behind readers that walk away', async () => {
    await vault.write('req-1', 'big', of(randomBytes(2_000_000)))
    const before = (await readdir('/proc/self/fd').catch(() => [])).length
    for (let reader = 0; reader < 20; reader++) {
      for await (const chunk of vault.read('req-1', 'big')) {
        expect(chunk.length).toBeGreaterThan(0)
        break
      }
    }
    const after = (await readdir('/proc/self/fd').catch(() => [])).length
    expect(after).toBeLessThan(before + 5)
  })
})

describe('the key of a request', () => {
  const keysOf = (...secrets: Buffer[]) => requestKeys(diskStore(root), keyring(secrets, 'vault.key'))

  test('is one, however many ask for it first', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => keysOf(secret).requestKey('req-1')))
    expect(new Set(keys.map(key => key.export().toString('hex'))).size).toBe(1)
    expect(await readdir(join(root, 'keys'))).toEqual(['req-1'])
  })

  test('is stored once: a later creator changes nothing', async () => {
    const store = diskStore(root)
    const path = { folder: 'keys', name: 'req-1' }
    expect(await store.putOnce(path, of('first'))).toBe(true)
    expect(await store.putOnce(path, of('second'))).toBe(false)
    expect((await readFile(join(root, 'keys/req-1'))).toString()).toBe('first')
    const many = Array.from({ length: 10 }, (_, n) => store.putOnce({ folder: 'keys', name: 'req-2' }, of(`${n}`)))
    expect((await Promise.all(many)).filter(won => won)).toHaveLength(1)
  })

  test('lies wrapped, and opens neither elsewhere nor with another wrapping key', async () => {
    const key = await keysOf(secret).requestKey('req-1')
    const wrapped = await readFile(join(root, 'keys/req-1'))
    expect(wrapped.includes(key.export())).toBe(false)
    await writeFile(join(root, 'keys/req-2'), wrapped)
    await expect(keysOf(secret).requestKey('req-2')).rejects.toThrow(SealBroken)
    await expect(keysOf(randomBytes(32)).requestKey('req-1')).rejects.toThrow(/unknown-key/)
  })

  test('survives the rotation of the wrapping key', async () => {
    await vault.write('req-1', 'a', of('one'))
    await vault.write('req-2', 'a', of('two'))
    const next = randomBytes(32)
    const rotating = openVault({ root, wrappingKeys: [next, secret] })
    expect(await rotating.rewrapKeys()).toEqual({ rewrapped: 2, kept: 0 })
    expect(await rotating.rewrapKeys()).toEqual({ rewrapped: 0, kept: 2 })
    const rotated = openVault({ root, wrappingKeys: [next] })
    expect((await whole(rotated.read('req-2', 'a'))).toString()).toBe('two')
    await expect(whole(vault.read('req-2', 'a'))).rejects.toThrow(/unknown-key/)
  })

  test('once destroyed takes every object with it, for good', async () => {
    await vault.write('req-1', 'a', of('one'))
    await vault.write('req-2', 'a', of('two'))
    const copy = await readFile(join(root, 'req-1/a'))
    const gone = await vault.destroyRequest('req-1')
    expect(gone).toEqual({ key: true, objects: [{ name: 'a', bytes: copy.length }] })
    expect(await vault.requests()).toEqual({ live: ['req-2'], destroyed: ['req-1'] })
    expect(await vault.destroyRequest('req-1')).toEqual({ key: false, objects: [] })
    await expect(whole(vault.read('req-1', 'a'))).rejects.toThrow(KeyDestroyed)
    await expect(vault.write('req-1', 'a', of('again'))).rejects.toThrow(KeyDestroyed)
    expect(await vault.objects('req-1')).toEqual([])
    expect((await whole(vault.read('req-2', 'a'))).toString()).toBe('two')
    expect(await keysOf(randomBytes(32), secret).rewrapAll()).toEqual({ rewrapped: 1, kept: 0 })
  })

  test('takes with it what a crash left of it unfinished', async () => {
    await vault.write('req-1', 'a', of('one'))
    await vault.write('req-10', 'a', of('ten'))
    for (const name of ['keys.req-1.left', 'req-1.a.left', 'keys.req-10.left', 'req-10.a.left']) {
      await writeFile(join(root, '.unfinished', name), 'sealed')
    }
    await vault.destroyRequest('req-1')
    expect((await readdir(join(root, '.unfinished'))).sort()).toEqual(['keys.req-10.left', 'req-10.a.left'])
  })

  test('destroyed while an object is being written leaves neither', async () => {
    let destroy: Promise<unknown> = Promise.resolve()
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield randomBytes(100_000)
      destroy = vault.destroyRequest('req-1')
      await destroy
      yield randomBytes(100_000)
    }
    await expect(vault.write('req-1', 'a', slow())).rejects.toThrow(KeyDestroyed)
    expect(await vault.objects('req-1')).toEqual([])
    expect(await readdir(join(root, 'keys'))).toEqual([])
  })

  test('does not come back when it is destroyed while the wrapping keys rotate or somebody asks for it', async () => {
    for (let round = 0; round < 20; round++) {
      const id = `req-${round}`
      await vault.write(id, 'a', of('one'))
      await Promise.allSettled([
        keysOf(randomBytes(32), secret).rewrapAll(),
        vault.destroyRequest(id),
        keysOf(secret).requestKey(id),
      ])
      expect(await readdir(join(root, 'keys'))).toEqual([])
      await expect(keysOf(secret).requestKey(id)).rejects.toThrow(KeyDestroyed)
    }
  })
})
