import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * A commitment to a free text. The history holds `digest` (hex) alone; `salt` (base64, 32 bytes) is sealed beside the text and erased
 * with it. Then the digest still stands in the tree, and not even a guess of a short text can be tested against it.
 */
export type Commitment = { salt: string; digest: string }

/** SHA-256 of salt and text (UTF-8). */
export function commitTo(text: string, salt: Uint8Array = randomBytes(32)): Commitment {
  if (salt.length !== 32) throw new RangeError(`The salt of a commitment has 32 bytes, this one ${salt.length}`)
  return { salt: Buffer.from(salt).toString('base64'), digest: digestOf(text, salt).toString('hex') }
}

/** Whether this is the text that was committed to. */
export function verifyCommitment(text: string, { salt, digest }: Commitment): boolean {
  const [saltBytes, digestBytes] = [Buffer.from(salt, 'base64'), Buffer.from(digest, 'hex')]
  if (saltBytes.length !== 32 || digestBytes.length !== 32) return false
  return timingSafeEqual(digestOf(text, saltBytes), digestBytes)
}

const digestOf = (text: string, salt: Uint8Array) => createHash('sha256').update(salt).update(text, 'utf8').digest()
