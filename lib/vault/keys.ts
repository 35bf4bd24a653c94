import { type KeyObject, randomBytes } from 'node:crypto'
import { whole } from './chunks.ts'
import { openBytes, sealBytes, sealedByFirst } from './envelope.ts'
import { KeyDestroyed, ObjectMissing } from './faults.ts'
import { type Keyring, secretKey } from './keyring.ts'
import { checkedPath, type Stored, type VaultStore } from './store.ts'

/** Folders of the store that are no request's. */
export const RESERVED = ['keys', 'destroyed']

/** What destroying a request left behind nothing of: whether there was a key, and the sealed objects that went with it. */
export type Destroyed = { key: boolean; objects: Stored[] }

export type RequestKeys = {
  /** The key of a request, made on first use; concurrent creators get the same one. Throws KeyDestroyed, SealBroken. */
  requestKey(requestId: string): Promise<KeyObject>
  /** The key of a request that has one. Throws ObjectMissing, KeyDestroyed, SealBroken. */
  existingKey(requestId: string): Promise<KeyObject>
  /** Throws KeyDestroyed, having removed a key stored by a latecomer. */
  refuseDestroyed(requestId: string): Promise<void>
  /** Destroys the key, then the objects, for good: a tombstone keeps any late writer from making a second key. Repeatable. */
  destroyRequestKey(requestId: string): Promise<Destroyed>
  /** Seals every key again under the ring's first wrapping key; afterwards the older ones may be taken from the configuration. */
  rewrapAll(): Promise<{ rewrapped: number; kept: number }>
}

/** Keys of requests, 32 random bytes each, wrapped by the configured key: `keys/<request>` in the store, never in the database. */
export function requestKeys(store: VaultStore, wrapping: Keyring): RequestKeys {
  const keyPath = (requestId: string) => checkedPath('keys', requestId)
  const tombstone = (requestId: string) => checkedPath('destroyed', requestId)

  async function wrapped(requestId: string): Promise<Buffer | null> {
    const stored = await store.open(keyPath(requestId))
    if (!stored) return null
    try {
      return await whole(stored.read(0, stored.size))
    } finally {
      await stored.close()
    }
  }

  async function find(requestId: string): Promise<KeyObject | null> {
    if (await store.exists(tombstone(requestId))) throw new KeyDestroyed(requestId)
    const bytes = await wrapped(requestId)
    return bytes && secretKey(openBytes(wrapping, contextOf(requestId), bytes))
  }

  // Destroying writes the tombstone first and removes the key after it. So whoever stores a key and then sees no tombstone
  // knows that the removal, if one is under way, comes later; whoever sees it takes the key away again.
  async function withdrawIfDestroyed(requestId: string): Promise<boolean> {
    if (!(await store.exists(tombstone(requestId)))) return false
    await store.remove(keyPath(requestId))
    return true
  }

  const keys: RequestKeys = {
    async requestKey(requestId) {
      const found = await find(requestId)
      if (found) return found
      await store.putOnce(keyPath(requestId), once(sealBytes(wrapping, contextOf(requestId), randomBytes(32))))
      await keys.refuseDestroyed(requestId)
      return keys.existingKey(requestId)
    },
    async existingKey(requestId) {
      const found = await find(requestId)
      if (!found) throw new ObjectMissing(`key of request ${requestId}`)
      return found
    },
    async refuseDestroyed(requestId) {
      if (await withdrawIfDestroyed(requestId)) throw new KeyDestroyed(requestId)
    },
    async destroyRequestKey(requestId) {
      await store.putOnce(tombstone(requestId), once(Buffer.from('destroyed\n')))
      const key = await store.remove(keyPath(requestId))
      return { key, objects: await store.removeFolder(requestId) }
    },
    async rewrapAll() {
      const done = { rewrapped: 0, kept: 0 }
      for (const { name: requestId } of await store.list('keys')) {
        const bytes = await wrapped(requestId)
        if (!bytes || (await withdrawIfDestroyed(requestId))) continue
        if (sealedByFirst(wrapping, bytes)) {
          done.kept++
          continue
        }
        const key = openBytes(wrapping, contextOf(requestId), bytes)
        await store.put(keyPath(requestId), once(sealBytes(wrapping, contextOf(requestId), key)))
        if (!(await withdrawIfDestroyed(requestId))) done.rewrapped++
      }
      return done
    },
  }
  return keys
}

const contextOf = (requestId: string) => `vault.key:${requestId}`

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}
