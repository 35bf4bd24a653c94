import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { S3Place } from '#lib/config/vault-place.ts'
import { type Answer, Bucket, Refusal } from './s3-bucket-for-tests.ts'
import { isSigned } from './s3-signature-for-tests.ts'

/** What may go wrong with a request: it is answered 503, its line breaks before or after it was carried out or in the answer's middle, or nobody answers. */
export type Mishap = 'busy' | 'drop-before' | 'drop-after' | 'cut' | 'silence'
export type Misbehave = (operation: string, key: string) => Mishap | undefined

export type S3Server = {
  place: S3Place
  bucket: Bucket
  /** Every operation that came in, with the key it was about. */
  asked: string[]
  misbehave: Misbehave
  stop: () => Promise<void>
}

/**
 * For tests: one bucket of a strict S3 in the memory of this process. It checks every signature, refuses what it does not know, and
 * can fail on purpose. `conditional: false` is a store that ignores `If-None-Match`, as some do.
 */
export async function startS3(options: { versioned?: boolean; conditional?: boolean } = {}): Promise<S3Server> {
  const credentials = { access: 'access-for-tests', secret: 'secret-for-tests' }
  const bucket = new Bucket(options.versioned ?? false, options.conditional ?? true)
  const asked: string[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request)
    const url = new URL(request.url!, 'http://s3.test')
    const [, name, key = ''] = /^\/([^/]+)\/?(.*)$/.exec(decodeURIComponent(url.pathname)) ?? []
    const operation = operationOf(request, url, key)
    asked.push(`${operation} ${key}`)
    const mishap = server.misbehave(operation, key)
    if (mishap === 'silence') return
    if (mishap === 'drop-before') return void request.socket.destroy()
    if (mishap === 'busy') return send(response, refused(new Refusal(503, 'SlowDown')))
    const answered = (() => {
      try {
        if (name !== 'vault') throw new Refusal(404, 'NoSuchBucket')
        if (!isSigned(request, body, credentials)) throw new Refusal(403, 'SignatureDoesNotMatch')
        return bucket.answer({ operation, key, query: url.searchParams, headers: request.headers, body })
      } catch (thrown) {
        if (thrown instanceof Refusal) return refused(thrown)
        throw thrown
      }
    })()
    if (mishap === 'drop-after') return void request.socket.destroy()
    send(response, answered, mishap === 'cut')
  }
  const http: Server = createServer(
    (request, response) => void answer(request, response).catch(() => response.destroy()),
  )
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const place: S3Place = {
    bucket: 'vault',
    prefix: 'dossier/',
    endpoint: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: credentials.access, secretAccessKey: credentials.secret },
  }
  const server: S3Server = {
    place,
    bucket,
    asked,
    misbehave: () => undefined,
    stop: async () => {
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
  return server
}

function operationOf({ method }: IncomingMessage, { searchParams: query }: URL, key: string): string {
  if (key === '') {
    for (const name of ['uploads', 'versioning', 'versions', 'list-type'])
      if (query.has(name)) return `${method} ?${name}`
    return `${method} bucket`
  }
  if (query.has('uploads')) return 'begin upload'
  if (!query.has('uploadId')) return `${method} object`
  return method === 'PUT' ? 'part' : method === 'POST' ? 'complete' : 'abort'
}

const refused = ({ status, code }: Refusal): Answer => ({
  status,
  body: Buffer.from(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`),
})

function send(response: ServerResponse, { status, headers, body }: Answer, cut = false): void {
  const type = headers?.['content-type'] ?? 'application/xml'
  const length = headers?.['content-length'] ?? String(body?.length ?? 0)
  response.writeHead(status, { ...headers, 'content-type': type, 'content-length': length })
  if (!cut) return void response.end(body)
  response.write(body!.subarray(0, body!.length >> 1), () => response.destroy())
}
