/** Regroups a stream into buffers of `size` bytes (the first of `first` bytes), the last one shorter; yields no empty ones. */
export async function* inChunks(
  source: AsyncIterable<Uint8Array>,
  size: number,
  first: number = size,
): AsyncGenerator<Buffer> {
  let chunk = Buffer.allocUnsafe(first)
  let filled = 0
  for await (const bytes of source) {
    for (let from = 0; from < bytes.length; ) {
      const part = bytes.subarray(from, from + chunk.length - filled)
      chunk.set(part, filled)
      filled += part.length
      from += part.length
      if (filled < chunk.length) continue
      yield chunk
      chunk = Buffer.allocUnsafe(size)
      filled = 0
    }
  }
  if (filled) yield chunk.subarray(0, filled)
}

/** A short stream as one buffer. */
export async function whole(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}
