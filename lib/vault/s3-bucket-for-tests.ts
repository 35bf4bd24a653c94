import { createHash, randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export type Answer = { status: number; headers?: { [name: string]: string }; body?: Buffer }
export type Asked = {
  operation: string
  key: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
}

/** What the store says no with. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string) {
    super(code)
    this.status = status
    this.code = code
  }
}

type Version = { id: string; bytes: Buffer; etag: string; write: string | undefined; deleted: boolean }
type Upload = {
  key: string
  write: string | undefined
  begun: Date
  parts: Map<number, { bytes: Buffer; etag: string }>
}

/** Few to a page, so that paging happens in every test. */
const PAGE = 3
const SMALLEST_PART = 5 * 1024 * 1024

/** For tests: what one bucket holds, and what its rules are: those of Amazon's documentation that the vault relies on. */
export class Bucket {
  /** Newest first. */
  readonly versions = new Map<string, Version[]>()
  readonly uploads = new Map<string, Upload>()
  readonly #versioned: boolean
  readonly #conditional: boolean

  constructor(versioned: boolean, conditional: boolean) {
    this.#versioned = versioned
    this.#conditional = conditional
  }

  /** Keys of what anybody can still read, old versions included. */
  get keys(): string[] {
    return [...this.versions].filter(([, all]) => all.length > 0).map(([key]) => key)
  }

  answer(asked: Asked): Answer {
    const { key, query } = asked
    switch (asked.operation) {
      case 'PUT object':
        return this.#put(asked)
      case 'GET object':
      case 'HEAD object':
        return this.#get(asked)
      case 'DELETE object':
        return this.#delete(key, query.get('versionId'))
      case 'begin upload':
        return this.#begin(asked)
      case 'part':
        return this.#part(asked)
      case 'complete':
        return this.#complete(asked)
      case 'abort':
        this.#uploadOf(asked)
        this.uploads.delete(query.get('uploadId')!)
        return { status: 204 }
      case 'GET ?uploads':
        return this.#listUploads(query)
      case 'GET ?list-type':
        return this.#list(query)
      case 'GET ?versions':
        return this.#listVersions(query)
      case 'GET ?versioning':
        return xml(
          `<VersioningConfiguration>${this.#versioned ? '<Status>Enabled</Status>' : ''}</VersioningConfiguration>`,
        )
    }
    throw new Refusal(501, 'NotImplemented')
  }

  #live(key: string): Version | undefined {
    const newest = this.versions.get(key)?.[0]
    return newest && !newest.deleted ? newest : undefined
  }

  #store(key: string, bytes: Buffer, etag: string, write: string | undefined, deleted = false): void {
    const older = this.#versioned ? (this.versions.get(key) ?? []) : []
    this.versions.set(key, [{ id: this.#versioned ? randomUUID() : 'null', bytes, etag, write, deleted }, ...older])
  }

  #put({ key, headers, body }: Asked): Answer {
    if (this.#conditional && headers['if-none-match'] === '*' && this.#live(key))
      throw new Refusal(412, 'PreconditionFailed')
    const etag = md5(body)
    this.#store(key, body, etag, header(headers, 'x-amz-meta-write'))
    return { status: 200, headers: { etag: `"${etag}"` } }
  }

  #get({ operation, key, headers }: Asked): Answer {
    const found = this.#live(key)
    if (!found) throw new Refusal(404, 'NoSuchKey')
    if (headers['if-match'] && headers['if-match'] !== `"${found.etag}"`) throw new Refusal(412, 'PreconditionFailed')
    const facts = { etag: `"${found.etag}"`, ...(found.write ? { 'x-amz-meta-write': found.write } : {}) }
    const type = { 'content-type': 'application/octet-stream' }
    if (operation === 'HEAD object')
      return { status: 200, headers: { ...facts, ...type, 'content-length': String(found.bytes.length) } }
    const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '')
    if (!range) return { status: 200, headers: { ...facts, ...type }, body: found.bytes }
    const [start, last] = [Number(range[1]), Number(range[2])]
    if (start >= found.bytes.length) throw new Refusal(416, 'InvalidRange')
    return { status: 206, headers: { ...facts, ...type }, body: found.bytes.subarray(start, last + 1) }
  }

  #delete(key: string, version: string | null): Answer {
    const all = this.versions.get(key) ?? []
    if (version !== null) {
      this.versions.set(
        key,
        all.filter(({ id }) => id !== version),
      )
    } else if (this.#versioned) this.#store(key, Buffer.alloc(0), '', undefined, true)
    else this.versions.delete(key)
    return { status: 204 }
  }

  #begin({ key, headers }: Asked): Answer {
    const id = randomUUID()
    this.uploads.set(id, { key, write: header(headers, 'x-amz-meta-write'), begun: new Date(), parts: new Map() })
    return xml(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
  }

  #uploadOf({ key, query }: Asked): Upload {
    const upload = this.uploads.get(query.get('uploadId') ?? '')
    if (upload?.key !== key) throw new Refusal(404, 'NoSuchUpload')
    return upload
  }

  #part(asked: Asked): Answer {
    const etag = md5(asked.body)
    this.#uploadOf(asked).parts.set(Number(asked.query.get('partNumber')), { bytes: asked.body, etag })
    return { status: 200, headers: { etag: `"${etag}"` } }
  }

  #complete(asked: Asked): Answer {
    const upload = this.#uploadOf(asked)
    const text = asked.body.toString('utf8').replaceAll('&quot;', '"')
    const named = [...text.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
      number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
      etag: /<ETag>"?([0-9a-f]+)"?</.exec(part)?.[1],
    }))
    const parts = named.map(({ number, etag }, index) => {
      const part = upload.parts.get(number)
      if (number !== index + 1 || !part || part.etag !== etag) throw new Refusal(400, 'InvalidPart')
      if (index < named.length - 1 && part.bytes.length < SMALLEST_PART) throw new Refusal(400, 'EntityTooSmall')
      return part.bytes
    })
    if (parts.length === 0) throw new Refusal(400, 'MalformedXML')
    this.uploads.delete(asked.query.get('uploadId')!)
    this.#store(asked.key, Buffer.concat(parts), `${md5(Buffer.concat(parts))}-${parts.length}`, upload.write)
    return xml('<CompleteMultipartUploadResult></CompleteMultipartUploadResult>')
  }

  #listUploads(query: URLSearchParams): Answer {
    const all = [...this.uploads]
      .map(([id, { key, begun }]) => ({ id, key, begun }))
      .filter(({ key }) => key.startsWith(query.get('prefix') ?? ''))
      .sort((one, other) => (`${one.key} ${one.id}` < `${other.key} ${other.id}` ? -1 : 1))
    const after = query.has('key-marker') ? `${query.get('key-marker')} ${query.get('upload-id-marker')}` : ''
    const { page, truncated } = pageOf(all, ({ key, id }) => `${key} ${id}` > after)
    const last = page.at(-1)
    const next = truncated
      ? `<NextKeyMarker>${last!.key}</NextKeyMarker><NextUploadIdMarker>${last!.id}</NextUploadIdMarker>`
      : ''
    const uploads = page.map(
      ({ id, key, begun }) =>
        `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${begun.toISOString()}</Initiated></Upload>`,
    )
    return xml(
      `<ListMultipartUploadsResult><IsTruncated>${truncated}</IsTruncated>${next}${uploads.join('')}</ListMultipartUploadsResult>`,
    )
  }

  #list(query: URLSearchParams): Answer {
    const all = [...this.versions.keys()]
      .filter(key => key.startsWith(query.get('prefix') ?? '') && this.#live(key))
      .sort()
    const { page, truncated } = pageOf(all, key => key > (query.get('continuation-token') ?? ''))
    const next = truncated ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
    const contents = page.map(
      key => `<Contents><Key>${key}</Key><Size>${this.#live(key)!.bytes.length}</Size></Contents>`,
    )
    return xml(
      `<ListBucketResult><IsTruncated>${truncated}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`,
    )
  }

  #listVersions(query: URLSearchParams): Answer {
    const all = [...this.versions]
      .filter(([key]) => key.startsWith(query.get('prefix') ?? ''))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([key, versions]) => versions.map((version, index) => ({ key, ...version, latest: index === 0 })))
    const marker = all.findIndex(({ id }) => id === query.get('version-id-marker'))
    const { page, truncated } = pageOf(all, (_, index) => index > marker)
    const last = page.at(-1)
    const next = truncated
      ? `<NextKeyMarker>${last!.key}</NextKeyMarker><NextVersionIdMarker>${last!.id}</NextVersionIdMarker>`
      : ''
    const versions = page.map(({ key, id, latest, deleted }) => {
      const name = deleted ? 'DeleteMarker' : 'Version'
      return `<${name}><Key>${key}</Key><VersionId>${id}</VersionId><IsLatest>${latest}</IsLatest></${name}>`
    })
    return xml(
      `<ListVersionsResult><IsTruncated>${truncated}</IsTruncated>${next}${versions.join('')}</ListVersionsResult>`,
    )
  }
}

function pageOf<T>(all: T[], after: (one: T, index: number) => boolean): { page: T[]; truncated: boolean } {
  const rest = all.filter(after)
  return { page: rest.slice(0, PAGE), truncated: rest.length > PAGE }
}

const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex')
const header = (headers: IncomingHttpHeaders, name: string) => {
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
}
const xml = (text: string): Answer => ({
  status: 200,
  body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`),
})
