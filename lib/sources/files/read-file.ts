import { open, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { reason, SourceFailure } from '../reason.ts'
import { type Encoding, sniff } from './encoding.ts'
import { type SourceFile, whyFile } from './list-files.ts'

/** How a file may change while it is read: `never`, or `grow`, as a log does to which lines are added at the end. */
export type May = 'never' | 'grow'

/** The bytes of a file from here on, a few hundred kilobytes at a time, without gzip and byte order mark, as UTF-8 or Windows-1252. */
export type Opened = { encoding: Encoding; chunks: AsyncIterable<Buffer> }

const block = 1 << 18

const unchanged = (
  file: SourceFile,
  may: May,
  now: { size: number; mtimeMs: number; ino: number },
  packed: boolean,
) => {
  if (now.ino !== file.inode) return false
  if (now.size === file.size && now.mtimeMs === file.changed) return true
  return may === 'grow' && !packed && now.size > file.size
}

async function* transcoded(chunks: AsyncIterable<Buffer>, name: 'utf-16le' | 'utf-16be'): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(name)
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  yield Buffer.from(decoder.decode())
}

async function* after(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** The first bytes of a stream, more than one chunk where chunks are small. */
const beginning = async (chunks: AsyncIterator<Buffer>): Promise<Buffer> => {
  const parts: Buffer[] = []
  for (let length = 0; length < 65_536; length += parts.at(-1)!.length) {
    const next = await chunks.next()
    if (next.done) break
    parts.push(next.value)
  }
  return Buffer.concat(parts)
}

/**
 * Reads a file as it was when the source was opened, up to the size it had then, and hands its text to `read`. Fails when it is another
 * one now, or became another one meanwhile: what was read could be half of each. Throws SourceFailure.
 */
export async function* readFile<T>(
  file: SourceFile,
  may: May,
  read: (opened: Opened) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  const changed = new SourceFailure(reason('file-changed', file.name))
  const handle = await open(file.path).catch(thrown => {
    throw whyFile(thrown, file.name)
  })
  try {
    const magic = Buffer.alloc(2)
    await handle.read(magic, 0, 2, 0)
    const packed = magic[0] === 0x1f && magic[1] === 0x8b
    if (!unchanged(file, may, await handle.stat(), packed)) throw changed
    if (file.size === 0) return
    const raw = handle.createReadStream({ start: 0, end: file.size - 1, autoClose: false, highWaterMark: block })
    const plain = packed ? raw.pipe(createGunzip({ chunkSize: block })) : raw
    raw.on('error', fault => plain.destroy(fault))
    try {
      const chunks = (plain as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
      const first = await beginning(chunks)
      const { encoding, mark, wide } = sniff(first)
      const bytes = after(first.subarray(mark), chunks)
      yield* read({ encoding, chunks: wide ? transcoded(bytes, wide) : bytes })
    } finally {
      raw.destroy()
      plain.destroy()
    }
    if (!unchanged(file, may, await stat(file.path), packed)) throw changed
  } catch (thrown) {
    throw whyFile(thrown, file.name)
  } finally {
    await handle.close().catch(() => {})
  }
}
