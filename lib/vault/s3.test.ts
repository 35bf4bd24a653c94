import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { whole } from './chunks.ts'
import { VaultUnreachable } from './faults.ts'
import { s3Store } from './s3.ts'
import { type Mishap, type S3Server, startS3 } from './s3-server-for-tests.ts'
import { vaultIn } from './vault.ts'

let s3: S3Server
const quick = { attempts: 3, timeoutMs: 400 }
/** For megabytes, which a busy machine hashes and moves in more than that; none of these tests waits for a silence. */
const roomy = { attempts: 3, timeoutMs: 10_000 }
const path = { folder: 'req-1', name: 'a' }

beforeEach(async () => {
  s3 = await startS3()
})
afterEach(() => s3.stop())

async function* of(...parts: (string | Buffer)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part as string)
}

/** The first `times` requests of one operation meet a mishap. */
function mishaps(operation: string, mishap: Mishap, times: number): void {
  s3.misbehave = asked => (asked === operation && times-- > 0 ? mishap : undefined)
}
const contentOf = async (store = s3Store(s3.place, quick)) => {
  const found = (await store.open(path))!
  return whole(found.read(0, found.size))
}

describe('a store that has a bad moment is asked again', () => {
  test.each(['busy', 'drop-before', 'drop-after', 'silence'] as const)('%s, twice', async mishap => {
    const store = s3Store(s3.place, quick)
    await store.check()
    mishaps('PUT object', mishap, 2)
    expect(await store.put(path, of('sealed'))).toBe(6)
    mishaps('HEAD object', mishap, 2)
    expect((await contentOf(store)).toString()).toBe('sealed')
  })

  test('and a large object arrives whole although parts, and the last answer, were lost', async () => {
    const bytes = randomBytes(9_000_000)
    const lost = new Map([
      ['begin upload', 1],
      ['part', 1],
      ['complete', 1],
    ])
    s3.misbehave = asked => {
      const left = lost.get(asked) ?? 0
      lost.set(asked, left - 1)
      return left > 0 ? 'drop-after' : undefined
    }
    const store = s3Store(s3.place, roomy)
    expect(await store.put(path, of(bytes))).toBe(bytes.length)
    expect((await contentOf(store)).equals(bytes)).toBe(true)
  })

  test('who created an object is known although the answer was lost', async () => {
    const store = s3Store(s3.place, quick)
    mishaps('PUT object', 'drop-after', 1)
    expect(await store.putOnce(path, of('ours'))).toBe(true)
    expect(await store.putOnce(path, of('later'))).toBe(false)
  })

  test('an answer that breaks off is read on', async () => {
    const bytes = randomBytes(5_000_000)
    const store = s3Store(s3.place, roomy)
    await store.put(path, of(bytes))
    mishaps('GET object', 'cut', 2)
    expect((await contentOf(store)).equals(bytes)).toBe(true)
  })
})

describe('a store that stays away is a failure that says where, and nothing else', () => {
  test.each(['busy', 'drop-before', 'silence'] as const)('%s', async mishap => {
    const store = s3Store(s3.place, quick)
    await store.put(path, of('sealed'))
    s3.misbehave = () => mishap
    const failures = await Promise.allSettled([store.put(path, of('more')), store.open(path), store.remove(path)])
    for (const failure of failures) {
      expect(failure).toMatchObject({ status: 'rejected', reason: expect.any(VaultUnreachable) })
      expect(JSON.stringify(failure) + String((failure as PromiseRejectedResult).reason)).not.toMatch(/secret|127/)
    }
    s3.misbehave = () => undefined
    expect((await contentOf(store)).toString()).toBe('sealed')
  })

  test('a wrong secret, a bucket that is not there, no server at all', async () => {
    const wrong = { accessKeyId: 'access-for-tests', secretAccessKey: 'another' }
    await expect(s3Store({ ...s3.place, credentials: wrong }, quick).check()).rejects.toMatchObject({ code: '403' })
    await expect(s3Store({ ...s3.place, bucket: 'other' }, quick).check()).rejects.toMatchObject({ code: '404' })
    const nowhere = s3Store({ ...s3.place, endpoint: 'http://127.0.0.1:9' }, quick)
    await expect(nowhere.check()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('an object that is replaced while it is read does not become a mixture', async () => {
    const store = s3Store(s3.place, roomy)
    await store.put(path, of(randomBytes(6_000_000)))
    const found = (await store.open(path))!
    await store.put(path, of(randomBytes(6_000_000)))
    await expect(whole(found.read(0, found.size))).rejects.toMatchObject({ code: '412' })
  })
})

test('a store that would let two machines make a key for one request is refused', async () => {
  const careless = await startS3({ conditional: false })
  try {
    await expect(s3Store(careless.place).check()).rejects.toThrow(/If-None-Match/)
  } finally {
    await careless.stop()
  }
})

test('what crashed writers left is swept away, and not what is being written', async () => {
  const store = s3Store(s3.place, quick)
  const hour = Temporal.Duration.from({ hours: 1 })
  let swept = -1
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield randomBytes(17_000_000)
    swept = await store.sweep(Temporal.Now.instant().subtract(hour))
    yield randomBytes(100)
  }
  await store.put(path, slow())
  expect(swept).toBe(0)
  s3.bucket.uploads.set('left', { key: 'dossier/req-1/b', write: undefined, begun: new Date(0), parts: new Map() })
  expect(await store.sweep(Temporal.Now.instant().subtract(hour))).toBe(1)
  expect(s3.bucket.uploads.size).toBe(0)
})

describe('a bucket that keeps versions', () => {
  test('keeps none of what was destroyed, and no key under the wrapping key before', async () => {
    const keeping = await startS3({ versioned: true })
    try {
      const secret = randomBytes(32)
      const store = s3Store(keeping.place)
      const vault = vaultIn(store, [secret])
      for (const text of ['first', 'second']) await vault.write('req-1', 'a', of(text))
      await vault.write('req-2', 'a', of('other'))
      await vaultIn(store, [randomBytes(32), secret]).rewrapKeys()
      expect(keeping.bucket.versions.get('dossier/keys/req-1')).toHaveLength(1)
      await vault.remove('req-1', 'a')
      await vault.destroyRequest('req-1')
      expect(keeping.bucket.keys.filter(key => key.includes('req-1'))).toEqual(['dossier/destroyed/req-1'])
    } finally {
      await keeping.stop()
    }
  })
})
