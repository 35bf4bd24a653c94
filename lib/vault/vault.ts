import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Temporal } from 'temporal-polyfill'
import type { VaultPlace } from '#lib/config/vault-place.ts'
import { diskStore } from './disk.ts'
import { NameRefused, ObjectMissing, SealBroken } from './faults.ts'
import { keyring } from './keyring.ts'
import { type Destroyed, RESERVED, requestKeys } from './keys.ts'
import { s3Store } from './s3.ts'
import { sealObject } from './seal.ts'
import { type ByteRange, plaintextSize, readRange } from './seek.ts'
import { checkedFolder, checkedPath, type VaultStore } from './store.ts'

/** What one write stored: bytes of plaintext, their SHA-256 (hex), and the bytes on the disk. */
export type Written = { bytes: number; plaintextSha256: string; sealedBytes: number }

/** An object of a request: its name, bytes of plaintext (null when its size is impossible: it is damaged), bytes on the disk. */
export type VaultObject = { objectId: string; bytes: number | null; sealedBytes: number }

export type Vault = {
  /** Seals a stream as it comes; the object exists whole or not at all. Writing a name again replaces it. */
  write(requestId: string, objectId: string, source: AsyncIterable<Uint8Array>): Promise<Written>
  /**
   * The plaintext, or bytes [start, end) of it. Faults come as the stream's error: ObjectMissing, KeyDestroyed, SealBroken;
   * a cut object fails before its first byte, and nothing unauthenticated is ever read.
   */
  read(requestId: string, objectId: string, range?: ByteRange): Readable
  /** Bytes of plaintext, from the size on the disk (for Content-Length); null when there is no such object. */
  size(requestId: string, objectId: string): Promise<number | null>
  /** False when there was nothing. */
  remove(requestId: string, objectId: string): Promise<boolean>
  /** By name. */
  objects(requestId: string): Promise<VaultObject[]>
  /** Every request that has a key, and every one whose key was destroyed: what `invariants` compares with the tables. */
  requests(): Promise<{ live: string[]; destroyed: string[] }>
  /** Destroys the request's key and all its objects for good, and says what went, for the history. */
  destroyRequest(requestId: string): Promise<Destroyed>
  /** After a new wrapping key was put in front. */
  rewrapKeys(): Promise<{ rewrapped: number; kept: number }>
  /** Removes what crashed writers left unfinished before this time (sealed, like all else); returns how many. */
  sweep(before: Temporal.Instant): Promise<number>
  /** Whether it can be written to, by writing. Throws when not. */
  check(): Promise<void>
}

/** The vault in its place. `wrappingKeys`: 32 bytes each, the current one first, older ones to open with. */
export const openVault = (config: { root: VaultPlace; wrappingKeys: readonly Uint8Array[] }): Vault =>
  vaultIn(typeof config.root === 'string' ? diskStore(config.root) : s3Store(config.root), config.wrappingKeys)

/** The vault in any store. */
export function vaultIn(store: VaultStore, wrappingKeys: readonly Uint8Array[]): Vault {
  const keys = requestKeys(store, keyring(wrappingKeys, 'vault.key'))

  async function* open(requestId: string, objectId: string, range?: ByteRange): AsyncGenerator<Buffer> {
    const path = pathOf(requestId, objectId)
    const key = await keys.existingKey(requestId)
    const stored = await store.open(path)
    if (!stored) throw new ObjectMissing(`object ${requestId}/${objectId}`)
    try {
      yield* readRange(key, `${requestId}/${objectId}`, stored, range)
    } finally {
      await stored.close()
    }
  }

  return {
    async write(requestId, objectId, source) {
      const path = pathOf(requestId, objectId)
      const key = await keys.requestKey(requestId)
      const hash = createHash('sha256')
      let bytes = 0
      async function* passing() {
        for await (const chunk of source) {
          hash.update(chunk)
          bytes += chunk.byteLength
          yield chunk
        }
      }
      const sealed = sealObject(key, `${requestId}/${objectId}`, passing())
      const sealedBytes = await keys.unlessDestroyed(requestId, () => store.put(path, sealed))
      return { bytes, plaintextSha256: hash.digest('hex'), sealedBytes }
    },
    read: (requestId, objectId, range) =>
      Readable.from(open(requestId, objectId, range), { objectMode: false, highWaterMark: 128 * 1024 }),
    async size(requestId, objectId) {
      const stored = await store.open(pathOf(requestId, objectId))
      if (!stored) return null
      await stored.close()
      const size = plaintextSize(stored.size)
      if (size === null) throw new SealBroken('truncated', `${requestId}/${objectId}`)
      return size
    },
    remove: async (requestId, objectId) => store.remove(pathOf(requestId, objectId)),
    async objects(requestId) {
      const stored = await store.list(requestFolder(requestId))
      return stored.map(({ name, bytes }) => ({ objectId: name, bytes: plaintextSize(bytes), sealedBytes: bytes }))
    },
    async requests() {
      const [live, destroyed] = await Promise.all([store.list('keys'), store.list('destroyed')])
      return { live: live.map(({ name }) => name), destroyed: destroyed.map(({ name }) => name) }
    },
    destroyRequest: async requestId => keys.destroyRequestKey(requestFolder(requestId)),
    rewrapKeys: () => keys.rewrapAll(),
    sweep: before => store.sweep(before),
    check: () => store.check(),
  }
}

function requestFolder(requestId: string): string {
  if (RESERVED.includes(requestId)) throw new NameRefused('request')
  return checkedFolder(requestId)
}

const pathOf = (requestId: string, objectId: string) => checkedPath(requestFolder(requestId), objectId)
