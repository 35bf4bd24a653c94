import { randomUUID } from 'node:crypto'
import { inChunks } from './chunks.ts'
import { codeOf, type S3, statusOf } from './s3-client.ts'

/** A part of an upload. The store allows ten thousand: an object may have 80 GB, of which two parts are in memory at a time. */
export const PART = 8 * 1024 * 1024

type Target = { Bucket: string; Key: string }

/** The name of this write, kept with the object: after a lost answer it tells whether what lies there is ours. */
const WRITE = 'write'

/** Streams to the store; the object appears when its last part was accepted, whole, and not before. Returns its size. */
export async function upload(s3: S3, target: Target, source: AsyncIterable<Uint8Array>): Promise<number> {
  const parts = inChunks(source, PART)[Symbol.asyncIterator]()
  const first = await parts.next()
  const second = first.done ? first : await parts.next()
  if (second.done) {
    const body: Buffer = first.done ? Buffer.alloc(0) : first.value
    await s3.client.send(new s3.sdk.PutObjectCommand({ ...target, Body: body }))
    return body.length
  }
  return inParts(s3, target, [first.value as Buffer, second.value], parts)
}

async function inParts(s3: S3, target: Target, begun: Buffer[], rest: AsyncIterator<Buffer>): Promise<number> {
  const { client, sdk } = s3
  const write = randomUUID()
  const created = await client.send(new sdk.CreateMultipartUploadCommand({ ...target, Metadata: { [WRITE]: write } }))
  const upload = { ...target, UploadId: created.UploadId! }
  const stored: { PartNumber: number; ETag: string }[] = []
  let bytes = 0
  const send = async (body: Buffer) => {
    const PartNumber = stored.length + 1
    const { ETag } = await client.send(new sdk.UploadPartCommand({ ...upload, PartNumber, Body: body }))
    stored.push({ PartNumber, ETag: ETag! })
    bytes += body.length
  }
  try {
    for (let body = begun.shift(); body; body = begun.shift()) await send(body)
    for (let next = await rest.next(); !next.done; next = await rest.next()) await send(next.value)
    await client.send(new sdk.CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: stored } }))
    return bytes
  } catch (thrown) {
    // The answer to the last call may have been lost, and the repeated call finds no upload any more.
    if (codeOf(thrown) === 'NoSuchUpload' && (await isOurs(s3, target, write))) return bytes
    await rest.return?.()
    await client.send(new sdk.AbortMultipartUploadCommand(upload)).catch(() => {})
    throw thrown
  }
}

/** Creates a small object unless there is one. False: somebody else had. */
export async function createOnce(s3: S3, target: Target, body: Buffer): Promise<boolean> {
  const { client, sdk } = s3
  const write = randomUUID()
  const create = new sdk.PutObjectCommand({ ...target, Body: body, IfNoneMatch: '*', Metadata: { [WRITE]: write } })
  try {
    await client.send(create)
    return true
  } catch (thrown) {
    // 409: another creator is about to win, or to be undone. Either way what lies there decides.
    if (statusOf(thrown) !== 412 && statusOf(thrown) !== 409) throw thrown
    const found = await writerOf(s3, target)
    if (found === null) throw thrown
    return found === write
  }
}

const isOurs = async (s3: S3, target: Target, write: string) => (await writerOf(s3, target)) === write

/** The write that an object came from; null where there is none. */
async function writerOf({ client, sdk }: S3, target: Target): Promise<string | null> {
  try {
    return (await client.send(new sdk.HeadObjectCommand(target))).Metadata?.[WRITE] ?? ''
  } catch (thrown) {
    if (statusOf(thrown) === 404) return null
    throw thrown
  }
}
