import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Vault } from './vault.ts'

/** One chunk comes per record: given to zlib one by one it is ten times slower. */
const GATHER = 128 * 1024
const NEWLINE = 10

/** A segment as stored: records, bytes and SHA-256 (hex) of the uncompressed NDJSON, bytes on the disk. */
export type Segment = { records: number; bytes: number; ndjsonSha256: string; sealedBytes: number }

/** Some records, already as lines of JSON in UTF-8, each ended by a newline. */
export type Lines = { records: number; bytes: Uint8Array }

export type RecordPage = { records: unknown[]; more: boolean }

/**
 * Writes records as gzip'd NDJSON, one `JSON.stringify` per line or lines as they come; constant memory. The hash is over the uncompressed lines, so
 * it says "the same records" whatever the zlib. Throws TypeError for a record JSON cannot carry; then nothing is stored.
 */
export async function writeRecords(
  vault: Vault,
  requestId: string,
  objectId: string,
  records: AsyncIterable<unknown> | { lines(): AsyncIterable<Lines> },
): Promise<Segment> {
  const lined = 'lines' in records ? records.lines() : linesOf(records)
  const hash = createHash('sha256')
  const counted = { records: 0, bytes: 0 }
  const gzip = createGzip()
  async function* gathered() {
    for await (const lines of gather(lined, counted)) {
      hash.update(lines)
      counted.bytes += lines.length
      yield lines
    }
  }
  const [written, fed] = await Promise.allSettled([vault.write(requestId, objectId, gzip), pipeline(gathered, gzip)])
  // A failed write closes gzip early, a failed source reaches the write as its own error: the write knows the cause of both.
  if (written.status === 'rejected') throw written.reason
  if (fed.status === 'rejected') throw fed.reason
  return { ...counted, ndjsonSha256: hash.digest('hex'), sealedBytes: written.value.sealedBytes }
}

/** The records of a segment, in order, one in memory at a time. Throws what `vault.read` does. */
export async function* readRecords(vault: Vault, requestId: string, objectId: string): AsyncGenerator<unknown> {
  for await (const line of readLines(vault, requestId, objectId)) yield JSON.parse(line.toString('utf8'))
}

/** Records from `offset` on, at most `limit`, and whether more follow. Lines before are passed over unparsed, lines after unread. */
export async function readPage(
  vault: Vault,
  requestId: string,
  objectId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<RecordPage> {
  const records: unknown[] = []
  let index = 0
  for await (const line of readLines(vault, requestId, objectId)) {
    if (index >= offset + limit) return { records, more: true }
    if (index++ >= offset) records.push(JSON.parse(line.toString('utf8')))
  }
  return { records, more: false }
}

async function* gather(lines: AsyncIterable<Lines>, counted: { records: number }): AsyncGenerator<Uint8Array> {
  let gathered: Uint8Array[] = []
  let length = 0
  for await (const { records, bytes } of lines) {
    gathered.push(bytes)
    length += bytes.length
    counted.records += records
    if (length < GATHER) continue
    yield gathered.length === 1 ? bytes : Buffer.concat(gathered)
    gathered = []
    length = 0
  }
  if (length) yield Buffer.concat(gathered)
}

async function* linesOf(records: AsyncIterable<unknown>): AsyncGenerator<Lines> {
  let lines: string[] = []
  let length = 0
  let index = 0
  const taken = () => ({ records: lines.length, bytes: Buffer.from(lines.join(''), 'utf8') })
  for await (const record of records) {
    const json = JSON.stringify(record)
    if (json === undefined) throw new TypeError(`Record ${index} is nothing JSON can carry`)
    index++
    lines.push(`${json}\n`)
    length += json.length
    if (length < GATHER) continue
    yield taken()
    lines = []
    length = 0
  }
  if (length) yield taken()
}

async function* readLines(vault: Vault, requestId: string, objectId: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip()
  // A failed read destroys gunzip with its error, which the loop throws: gunzip ends only after its source did.
  const fed = pipeline(vault.read(requestId, objectId), gunzip).catch(() => undefined)
  let begun: Buffer[] = []
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      let from = 0
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
        yield Buffer.concat([...begun, chunk.subarray(from, at)])
        begun = []
        from = at + 1
      }
      if (from < chunk.length) begun.push(chunk.subarray(from))
    }
  } finally {
    gunzip.destroy()
    await fed
  }
}
