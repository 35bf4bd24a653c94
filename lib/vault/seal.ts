import { type KeyObject, randomBytes } from 'node:crypto'
import { inChunks } from './chunks.ts'
import { decrypt, encrypt, TAG } from './envelope.ts'
import { SealBroken } from './faults.ts'
import { deriveKey } from './keyring.ts'

/*
 * A sealed object: "DSV1" | salt (32) | chunk | chunk | … | final chunk.
 * Every chunk holds 64 KiB of plaintext (the final one up to 64 KiB, never none unless the object is empty) and a 16-byte tag.
 * The key is HKDF(request key, salt, object), new for every object ever written, so a counter is a safe nonce.
 * Index and final flag are in the nonce (STREAM, Hoang, Reyhanitabar, Rogaway, Vizár 2015) and, with the object's name, in the
 * additional data: chunks can be neither cut off, reordered, repeated nor moved to another object.
 */
const MAGIC = Buffer.from('DSV1', 'latin1')
const SALT = 32
export const HEADER = MAGIC.length + SALT
export const CHUNK = 64 * 1024
export const SEALED_CHUNK = CHUNK + TAG

type Opener = { key: KeyObject; object: string }

/** Seals a stream of any chunking; constant memory. `object` names it (`<request>/<object>`) and is needed to open it. */
export async function* sealObject(
  requestKey: KeyObject,
  object: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT)
  const opener = { key: objectKey(requestKey, salt, object), object }
  yield Buffer.concat([MAGIC, salt])
  let index = 0
  // One chunk is held back: only the end of the source tells which one is final.
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of inChunks(source, CHUNK)) {
    if (held.length) yield sealChunk(opener, index++, false, held)
    held = chunk
  }
  yield sealChunk(opener, index, true, held)
}

/** Opens a whole object as it streams in. Yields authenticated bytes only; throws SealBroken at the first that are not. */
export async function* openObject(
  requestKey: KeyObject,
  object: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let opener: Opener | undefined
  let index = 0
  let held: Buffer | undefined
  for await (const part of inChunks(source, SEALED_CHUNK, HEADER)) {
    if (!opener) {
      opener = openHeader(requestKey, object, part)
      continue
    }
    if (held) yield openChunk(opener, index++, false, held)
    held = part
  }
  if (!opener || !held) throw new SealBroken('truncated', object)
  const last = openChunk(opener, index, true, held)
  if (last.length) yield last
}

export function openHeader(requestKey: KeyObject, object: string, header: Buffer): Opener {
  if (header.length < HEADER) throw new SealBroken('truncated', object)
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new SealBroken('unknown-format', object)
  return { key: objectKey(requestKey, header.subarray(MAGIC.length, HEADER), object), object }
}

export function openChunk(opener: Opener, index: number, final: boolean, sealed: Buffer): Buffer {
  if (sealed.length < TAG) throw new SealBroken('truncated', opener.object)
  const opened = decrypt(opener.key, nonce(index, final), additional(opener.object, index, final), sealed)
  if (!opened) throw new SealBroken('altered', `${opener.object} (chunk ${index})`)
  return opened
}

const sealChunk = ({ key, object }: Opener, index: number, final: boolean, plaintext: Buffer): Buffer =>
  encrypt(key, nonce(index, final), additional(object, index, final), plaintext)

const objectKey = (requestKey: KeyObject, salt: Uint8Array, object: string) =>
  deriveKey(requestKey, salt, `dossier vault object v1 ${object}`)

function nonce(index: number, final: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeBigUInt64BE(BigInt(index), 3)
  bytes[11] = final ? 1 : 0
  return bytes
}

const additional = (object: string, index: number, final: boolean) =>
  Buffer.from(`${object}\n${index}\n${final}`, 'utf8')
