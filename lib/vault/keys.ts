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
  /** What a step that stores something of a request gives. Throws KeyDestroyed, and leaves nothing, if it was destroyed meanwhile. */
  unlessDestroyed<T>(requestId: string, step: () => Promise<T>): Promise<T>
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

  const remove = async (requestId: string): Promise<Destroyed> => ({
    key: await store.remove(keyPath(requestId)),
    objects: await store.removeFolder(requestId),
  })

  /** Wraps a key anew when it is not under the first wrapping key. */
  async function rewrap(requestId: string): Promise<'rewrapped' | 'kept'> {
    const bytes = await wrapped(requestId)
    if (!bytes) throw new KeyDestroyed(requestId)
    if (sealedByFirst(wrapping, bytes)) return 'kept'
    const key = openBytes(wrapping, contextOf(requestId), bytes)
    await store.put(keyPath(requestId), once(sealBytes(wrapping, contextOf(requestId), key)))
    return 'rewrapped'
  }

  const keys: RequestKeys = {
    async requestKey(requestId) {
      const found = await find(requestId)
      if (found) return found
      const key = sealBytes(wrapping, contextOf(requestId), randomBytes(32))
      await keys.unlessDestroyed(requestId, () => store.putOnce(keyPath(requestId), once(key)))
      return keys.existingKey(requestId)
    },
    async existingKey(requestId) {
      const found = await find(requestId)
      if (!found) throw new ObjectMissing(`key of request ${requestId}`)
      return found
    },
    // Destroying writes the tombstone first and removes key and objects after it. So whoever stored something and then sees no
    // tombstone knows that a removal under way comes later and finds it; whoever sees the tombstone removes it. A step may also
    // fail because its unfinished file was removed: then, too, the tombstone is the reason to tell.
    async unlessDestroyed(requestId, step) {
      const [outcome] = await Promise.allSettled([step()])
      if (await store.exists(tombstone(requestId))) {
        await remove(requestId)
        throw new KeyDestroyed(requestId)
      }
      if (outcome.status === 'rejected') throw outcome.reason
      return outcome.value
    },
    async destroyRequestKey(requestId) {
      await store.putOnce(tombstone(requestId), once(Buffer.from('destroyed\n')))
      return remove(requestId)
    },
    async rewrapAll() {
      const done = { rewrapped: 0, kept: 0 }
      for (const { name: requestId } of await store.list('keys')) {
        const did = await keys
          .unlessDestroyed(requestId, () => rewrap(requestId))
          .catch(error => {
            if (error instanceof KeyDestroyed) return null
            throw error
          })
        if (did) done[did]++
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
