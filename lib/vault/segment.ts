import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { createGunzip, gzipSync } from 'node:zlib'
import type { Vault } from './vault.ts'

/** At least so many bytes are compressed at once, if there are: one record at a time it is ten times slower. */
const GATHER = 128 * 1024
/** And no more than these, a few milliseconds in which the process does nothing else. */
const MEMBER = 256 * 1024
/** Takes two thirds of the time of zlib's usual 6, and four bytes in a hundred more of common texts. */
const LEVEL = 4
const NEWLINE = 10

/** A segment as stored: records, bytes and SHA-256 (hex) of the uncompressed NDJSON, bytes on the disk. */
export type Segment = { records: number; bytes: number; ndjsonSha256: string; sealedBytes: number }

/** Some records, already as lines of JSON in UTF-8, each ended by a newline. The bytes are lent until the next lines are asked for. */
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
  const hash = createHash('sha256')
  const counted = { records: 0, bytes: 0 }
  // Members of one gzip file (RFC 1952, section 2.2), each made at once: to hand them to another thread and wait takes longer.
  async function* members() {
    for await (const { records: some, bytes } of gather('lines' in records ? records.lines() : linesOf(records))) {
      counted.records += some
      counted.bytes += bytes.length
      hash.update(bytes)
      for (let from = 0; from < bytes.length; from += MEMBER) yield member(bytes.subarray(from, from + MEMBER))
    }
    if (counted.bytes === 0) yield member(Buffer.alloc(0))
  }
  const { sealedBytes } = await vault.write(requestId, objectId, members())
  return { ...counted, ndjsonSha256: hash.digest('hex'), sealedBytes }
}

const member = (bytes: Uint8Array): Buffer => gzipSync(bytes, { level: LEVEL })

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

/** Lines in pieces that are worth a call. Few are copied, because they are lent. */
async function* gather(all: AsyncIterable<Lines>): AsyncGenerator<Lines> {
  const gathered = Buffer.allocUnsafe(GATHER)
  let records = 0
  let length = 0
  const taken = () => {
    const lines = { records, bytes: gathered.subarray(0, length) }
    records = 0
    length = 0
    return lines
  }
  for await (const lines of all) {
    const large = lines.bytes.length > GATHER / 2
    if (length > 0 && (large || length + lines.bytes.length > GATHER)) yield taken()
    if (large) yield lines
    else {
      gathered.set(lines.bytes, length)
      length += lines.bytes.length
      records += lines.records
    }
  }
  if (length > 0) yield taken()
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
