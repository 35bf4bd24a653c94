import type { KeyObject } from 'node:crypto'
import { inChunks, whole } from './chunks.ts'
import { TAG } from './envelope.ts'
import { SealBroken } from './faults.ts'
import { CHUNK, HEADER, openChunk, openHeader, SEALED_CHUNK } from './seal.ts'

/** Bytes that can be read from anywhere: a file, or an S3 object by Range. `read` is half-open, [start, end). */
export type Seekable = { size: number; read(start: number, end: number): AsyncIterable<Uint8Array> }

/** Plaintext bytes from start up to, not including, end; as `Buffer.subarray(start, end)`, without negative numbers. */
export type ByteRange = { start: number; end?: number }

/** The size of the plaintext inside `sealedBytes` of an object; null when no object has that size. */
export function plaintextSize(sealedBytes: number): number | null {
  const body = sealedBytes - HEADER
  const chunks = Math.max(1, Math.ceil(body / SEALED_CHUNK))
  const size = body - chunks * TAG
  return size < 0 || (chunks > 1 && size <= (chunks - 1) * CHUNK) ? null : size
}

/** The size of the object that `sealObject` makes from so many bytes. */
export const sealedSize = (bytes: number): number => HEADER + bytes + Math.max(1, Math.ceil(bytes / CHUNK)) * TAG

/**
 * Opens a part of an object, reading only the chunks it touches and, before anything else, the final one: it alone
 * proves the length, so a cut or lengthened object fails before its first byte is answered. Throws SealBroken.
 */
export async function* readRange(
  requestKey: KeyObject,
  object: string,
  sealed: Seekable,
  range: ByteRange = { start: 0 },
): AsyncGenerator<Buffer> {
  const size = plaintextSize(sealed.size)
  if (size === null) throw new SealBroken('truncated', object)
  const lastIndex = Math.max(0, Math.ceil(size / CHUNK) - 1)
  const opener = openHeader(requestKey, object, await whole(sealed.read(0, HEADER)))
  const last = openChunk(opener, lastIndex, true, await whole(sealed.read(chunkStart(lastIndex), sealed.size)))

  const start = Math.max(0, range.start)
  const end = Math.min(range.end ?? size, size)
  if (start >= end) return
  let index = Math.floor(start / CHUNK)
  const beyond = Math.min(Math.ceil(end / CHUNK), lastIndex)
  const within = (chunk: Buffer) => chunk.subarray(Math.max(0, start - index * CHUNK), end - index * CHUNK)
  if (index < beyond) {
    for await (const chunk of inChunks(sealed.read(chunkStart(index), chunkStart(beyond)), SEALED_CHUNK)) {
      const opened = openChunk(opener, index, false, chunk)
      yield within(opened)
      index++
    }
    // The file shrank while it was read.
    if (index !== beyond) throw new SealBroken('truncated', object)
  }
  if (end > lastIndex * CHUNK) yield within(last)
}

const chunkStart = (index: number) => HEADER + index * SEALED_CHUNK
