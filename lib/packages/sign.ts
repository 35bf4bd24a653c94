import { sign, verify } from 'node:crypto'
import { canonical, type Json } from '#lib/history/canonical.ts'
import { strictBase64 } from '#lib/history/note.ts'
import { privateKeyOf, publicBytesOf, publicKeyOf } from '#lib/history/signing-key.ts'

/** `key`: the 32 bytes of the Ed25519 public key; `value`: the 64 bytes of the signature; both base64. */
export type Signature = { alg: 'Ed25519'; key: string; value: string }

export type Signed<T> = T & { signature: Signature }

/** Signs the RFC 8785 canonical JSON of an object with the key of a 32-byte seed. Throws TypeError for what is not JSON. */
export const signObject = <T extends { [key: string]: Json }>(object: T, seed: Uint8Array): Signed<T> => {
  const key = privateKeyOf(seed)
  const value = sign(null, Buffer.from(canonical(object), 'utf8'), key).toString('base64')
  return { ...object, signature: { alg: 'Ed25519', key: publicBytesOf(key).toString('base64'), value } }
}

/** Whether the object without its signature is what the key it names has signed. Never throws. */
export const isSigned = ({ signature, ...object }: Signed<{ [key: string]: Json }>): boolean => {
  const [key, value] = [strictBase64(signature.key), strictBase64(signature.value)]
  if (signature.alg !== 'Ed25519' || key?.length !== 32 || value?.length !== 64) return false
  try {
    return verify(null, Buffer.from(canonical(object), 'utf8'), publicKeyOf(key), value)
  } catch {
    return false
  }
}
