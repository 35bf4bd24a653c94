import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ClearLine } from '#lib/config/clear-line.ts'
import type { S3Place } from '#lib/config/vault-place.ts'
import { whole } from './chunks.ts'
import { connectS3, type Persistence, type S3, statusOf, unreachable, usualPersistence } from './s3-client.ts'
import { abortUploads, eraseAll, eraseOlder, eraseOne, keepsVersions } from './s3-erase.ts'
import { createOnce, upload } from './s3-upload.ts'
import { checkedFolder, checkedPath, type Stored, type StorePath, type VaultStore } from './store.ts'

/** Read at a time: a slow reader holds no line open, and a broken one costs no more than this. */
const WINDOW = 4 * 1024 * 1024

type Bucket = S3 & { versioned: boolean }

/**
 * The vault in a bucket: `<prefix><folder>/<name>`. The store must be strongly consistent and know `If-None-Match: *`, which
 * Amazon's has, MinIO, R2 and recent Ceph: without it two machines could each make a key for one request, and `check` refuses.
 */
export function s3Store(place: S3Place, persistence: Persistence = usualPersistence): VaultStore {
  const { bucket: Bucket, prefix } = place
  const folderOf = (folder: string) => `${prefix}${checkedFolder(folder)}/`
  const targetOf = ({ folder, name }: StorePath) => ({ Bucket, Key: folderOf(folder) + checkedPath(folder, name).name })

  let connected: Promise<Bucket> | undefined
  // A failed first call is forgotten: the store may answer the next time.
  const connect = () => {
    connected ??= connectS3(place, persistence)
      .then(async s3 => ({ ...s3, versioned: await keepsVersions(s3, Bucket) }))
      .catch(thrown => {
        connected = undefined
        throw thrown
      })
    return connected
  }

  /** Every call to the store; what it says becomes a code and the name of the place. */
  async function ask<T>(what: string, work: (s3: Bucket) => Promise<T>): Promise<T> {
    try {
      return await work(await connect())
    } catch (thrown) {
      if (thrown instanceof ClearLine) throw thrown
      throw unreachable(what, thrown)
    }
  }

  const headOf = ({ client, sdk }: S3, path: StorePath) =>
    client.send(new sdk.HeadObjectCommand(targetOf(path))).catch(thrown => {
      if (statusOf(thrown) === 404) return null
      throw thrown
    })

  async function list(s3: Bucket, folder: string): Promise<Stored[]> {
    const { client, sdk } = s3
    const Prefix = folderOf(folder)
    const stored: Stored[] = []
    let ContinuationToken: string | undefined
    do {
      const page = await client.send(new sdk.ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }))
      for (const { Key, Size } of page.Contents ?? [])
        stored.push({ name: Key!.slice(Prefix.length), bytes: Size ?? 0 })
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined
    } while (ContinuationToken)
    return stored.sort((one, other) => (one.name < other.name ? -1 : 1))
  }

  /** One window of an object as it was when it was opened; a line that breaks midway is asked again. */
  async function window({ client, sdk }: S3, path: StorePath, version: string | undefined, range: [number, number]) {
    const get = { ...targetOf(path), Range: `bytes=${range[0]}-${range[1] - 1}`, IfMatch: version }
    for (let attempt = 1; ; attempt++) {
      try {
        const { Body } = await client.send(new sdk.GetObjectCommand(get))
        const bytes = await Body!.transformToByteArray()
        if (bytes.length === range[1] - range[0]) return bytes
        throw new Error('the answer was cut')
      } catch (thrown) {
        if (statusOf(thrown) !== undefined || attempt >= persistence.attempts) throw thrown
        await sleep(50 * 2 ** attempt)
      }
    }
  }

  /** An object that went while its last part was read is a failure, not an end. */
  async function* windows(path: StorePath, version: string | undefined, start: number, end: number) {
    for (let from = start; from < end; from += WINDOW) {
      const to = Math.min(end, from + WINDOW)
      yield await ask(`reading ${path.folder}/${path.name}`, s3 => window(s3, path, version, [from, to]))
    }
  }

  return {
    async put(path, source) {
      // What the source throws is the source's own: it must not look like a fault of the store.
      const sourced = guard(source)
      try {
        return await ask(`writing ${path.folder}/${path.name}`, async s3 => {
          const bytes = await upload(s3, targetOf(path), sourced.stream())
          if (s3.versioned) await eraseOlder(s3, Bucket, targetOf(path).Key)
          return bytes
        })
      } catch (thrown) {
        throw sourced.failed() ?? thrown
      }
    },
    async putOnce(path, source) {
      const body = await whole(source)
      return ask(`creating ${path.folder}/${path.name}`, s3 => createOnce(s3, targetOf(path), body))
    },
    async open(path) {
      const head = await ask(`opening ${path.folder}/${path.name}`, s3 => headOf(s3, path))
      if (!head) return null
      return {
        size: head.ContentLength ?? 0,
        read: (start, end) => windows(path, head.ETag, start, end),
        close: async () => {},
      }
    },
    exists: path => ask(`looking for ${path.folder}/${path.name}`, async s3 => (await headOf(s3, path)) !== null),
    remove: path =>
      ask(`removing ${path.folder}/${path.name}`, async s3 => {
        const { Key } = targetOf(path)
        await abortUploads(s3, Bucket, Key, ({ key }) => key === Key)
        const there = (await headOf(s3, path)) !== null
        if (s3.versioned) await eraseAll(s3, Bucket, Key, key => key === Key)
        else if (there) await eraseOne(s3, Bucket, Key)
        return there
      }),
    list: folder => ask(`listing ${folder}`, s3 => list(s3, folder)),
    removeFolder: folder =>
      ask(`removing ${folder}`, async s3 => {
        const Prefix = folderOf(folder)
        await abortUploads(s3, Bucket, Prefix, () => true)
        const stored = await list(s3, folder)
        if (s3.versioned) await eraseAll(s3, Bucket, Prefix)
        else for (const { name } of stored) await eraseOne(s3, Bucket, Prefix + name)
        return stored
      }),
    sweep: before =>
      ask('sweeping', s3 =>
        abortUploads(s3, Bucket, prefix, ({ begun }) => begun.getTime() < before.epochMilliseconds),
      ),
    check: () =>
      ask('checking', async s3 => {
        const target = { Bucket, Key: `${prefix}.check/${randomUUID()}` }
        const first = await createOnce(s3, target, Buffer.from('check'))
        const second = await createOnce(s3, target, Buffer.from('check'))
        if (s3.versioned) await eraseAll(s3, Bucket, target.Key)
        else await eraseOne(s3, Bucket, target.Key)
        if (!first || second)
          throw new ClearLine('DOSSIER_VAULT_URL: this store does not know If-None-Match, which the vault relies on.')
      }),
  }
}

/** A source that remembers its own failure. */
function guard(source: AsyncIterable<Uint8Array>) {
  let fault: unknown
  return {
    async *stream() {
      try {
        yield* source
      } catch (thrown) {
        fault = thrown
        throw thrown
      }
    },
    failed: () => fault,
  }
}
