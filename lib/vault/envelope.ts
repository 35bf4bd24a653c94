import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'
import { SealBroken } from './faults.ts'
import { KEY_ID_BYTES, type Keyring } from './keyring.ts'

/** version (1) | key id (4) | nonce (12) | ciphertext | tag (16) */
const VERSION = 1
const HEADER = 1 + KEY_ID_BYTES
const NONCE = 12
export const TAG = 16
export const ENVELOPE_OVERHEAD = HEADER + NONCE + TAG

/**
 * Seals a few bytes with AES-256-GCM under the ring's first key. `context` says where they belong (`request.intake:<id>`)
 * and is authenticated, so a sealed value moved to another row or column does not open.
 * Random 96-bit nonces: one key is good for 2^32 values (NIST SP 800-38D, 8.3), then rotate.
 */
export function sealBytes(ring: Keyring, context: string, plaintext: Uint8Array): Buffer {
  const header = Buffer.concat([Buffer.of(VERSION), ring.first.id])
  const nonce = randomBytes(NONCE)
  return Buffer.concat([header, nonce, encrypt(ring.first.key, nonce, additional(header, context), plaintext)])
}

/** Opens what `sealBytes` made for the same context. Throws SealBroken, whose place is the context. */
export function openBytes(ring: Keyring, context: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (bytes.length < ENVELOPE_OVERHEAD) throw new SealBroken('truncated', context)
  if (bytes[0] !== VERSION) throw new SealBroken('unknown-format', context)
  const named = ring.find(bytes.subarray(1, HEADER))
  if (!named) throw new SealBroken('unknown-key', context)
  const nonce = bytes.subarray(HEADER, HEADER + NONCE)
  const opened = decrypt(
    named.key,
    nonce,
    additional(bytes.subarray(0, HEADER), context),
    bytes.subarray(HEADER + NONCE),
  )
  if (!opened) throw new SealBroken('altered', context)
  return opened
}

/** Whether the ring's first key sealed this: `false` means that rotation still has to seal it again. */
export const sealedByFirst = (ring: Keyring, sealed: Uint8Array): boolean =>
  ring.first.id.equals(sealed.subarray(1, HEADER))

// The header's length is fixed, so header and context cannot be read in two ways.
const additional = (header: Buffer, context: string) => Buffer.concat([header, Buffer.from(context, 'utf8')])

/** AES-256-GCM: ciphertext with the 16-byte tag behind it. */
export function encrypt(key: KeyObject, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
  cipher.setAAD(aad)
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

/** The plaintext, or null when the tag does not fit; then not one byte of it leaves this function. */
export function decrypt(key: KeyObject, nonce: Uint8Array, aad: Uint8Array, sealed: Buffer): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
  decipher.setAAD(aad)
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
  const plaintext = decipher.update(sealed.subarray(0, sealed.length - TAG))
  try {
    decipher.final()
  } catch {
    return null
  }
  return plaintext
}
