import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

export const KEY_ID_BYTES = 4

/** A key that prints as `SecretKeyObject {}` wherever it is logged or thrown, beside the short name sealed bytes carry. */
export type NamedKey = { readonly id: Buffer; readonly key: KeyObject }

/** Several keys for one purpose: the first seals, any opens. So a key is rotated by putting the new one in front. */
export type Keyring = { readonly first: NamedKey; find(id: Uint8Array): NamedKey | undefined }

/** 32 bytes as a KeyObject. Throws RangeError on any other length, saying the length and nothing of the bytes. */
export function secretKey(bytes: Uint8Array): KeyObject {
  if (bytes.length !== 32) throw new RangeError(`A key has 32 bytes, this one ${bytes.length}`)
  return createSecretKey(bytes)
}

/** HKDF-SHA256 (RFC 5869) from one key to another; `info` separates the purposes. */
export const deriveKey = (from: KeyObject, salt: Uint8Array, info: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', from, salt, info, 32)))

/**
 * Configured secrets (32 bytes each, the current one first) as a ring for one purpose, such as `column` or `vault.key`.
 * Each purpose gets its own subkey, so the same secret configured twice by mistake still seals two separate worlds.
 */
export function keyring(secrets: readonly Uint8Array[], purpose: string): Keyring {
  const keys = secrets.map(bytes => named(secretKey(bytes), purpose))
  const [first] = keys
  if (!first) throw new RangeError('A keyring needs at least one key')
  return { first, find: id => keys.find(key => key.id.equals(id)) }
}

function named(secret: KeyObject, purpose: string): NamedKey {
  const key = deriveKey(secret, Buffer.alloc(0), `dossier ${purpose} v1`)
  return { key, id: createHmac('sha256', key).update('dossier key id').digest().subarray(0, KEY_ID_BYTES) }
}
