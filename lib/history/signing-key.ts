import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

// RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8 and in SubjectPublicKeyInfo.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** The Ed25519 private key of a 32-byte seed (RFC 8032, 5.1.5). Throws RangeError on another length, saying no byte of it. */
export function privateKeyOf(seed: Uint8Array): KeyObject {
  if (seed.length !== 32) throw new RangeError(`An Ed25519 seed has 32 bytes, this one ${seed.length}`)
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
}

/** The Ed25519 public key of its 32 bytes. */
export function publicKeyOf(bytes: Uint8Array): KeyObject {
  if (bytes.length !== 32) throw new RangeError(`An Ed25519 public key has 32 bytes, this one ${bytes.length}`)
  return createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' })
}

/** The 32 bytes of the public key of a private one. */
export const publicBytesOf = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length)
