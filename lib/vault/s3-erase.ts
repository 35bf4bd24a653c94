import { type S3, statusOf } from './s3-client.ts'

type Version = { key: string; version: string | undefined; latest: boolean }

/**
 * Whether the bucket keeps what is deleted. A store that does not know the question keeps nothing; one that will not answer is
 * not believed: destroying is a promise.
 */
export async function keepsVersions({ client, sdk }: S3, Bucket: string): Promise<boolean> {
  try {
    return (await client.send(new sdk.GetBucketVersioningCommand({ Bucket }))).Status !== undefined
  } catch (thrown) {
    if ([405, 501].includes(statusOf(thrown) ?? 0)) return false
    throw thrown
  }
}

export async function eraseOne({ client, sdk }: S3, Bucket: string, Key: string, VersionId?: string): Promise<void> {
  await client.send(new sdk.DeleteObjectCommand({ Bucket, Key, VersionId }))
}

/** Where versions are kept: takes away every version of these objects, and every mark of their deletion. */
export async function eraseAll(
  s3: S3,
  Bucket: string,
  Prefix: string,
  which: (key: string) => boolean = () => true,
): Promise<void> {
  for (const { key, version } of await versionsOf(s3, Bucket, Prefix)) {
    if (which(key)) await eraseOne(s3, Bucket, key, version)
  }
}

/** What replacing an object left behind: a key that was wrapped anew would still lie there under the old wrapping key. */
export async function eraseOlder(s3: S3, Bucket: string, Key: string): Promise<void> {
  for (const { key, version, latest } of await versionsOf(s3, Bucket, Key)) {
    if (key === Key && !latest) await eraseOne(s3, Bucket, key, version)
  }
}

async function versionsOf({ client, sdk }: S3, Bucket: string, Prefix: string): Promise<Version[]> {
  const found: Version[] = []
  let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {}
  for (;;) {
    const page = await client.send(new sdk.ListObjectVersionsCommand({ Bucket, Prefix, ...from }))
    for (const one of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) {
      found.push({ key: one.Key!, version: one.VersionId, latest: one.IsLatest === true })
    }
    if (!page.IsTruncated) return found
    from = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
  }
}

/** Ends uploads that are under way; whoever writes them is told at the next part. Returns how many. */
export async function abortUploads(
  { client, sdk }: S3,
  Bucket: string,
  Prefix: string,
  which: (upload: { key: string; begun: Date }) => boolean,
): Promise<number> {
  let aborted = 0
  let from: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {}
  for (;;) {
    const page = await client.send(new sdk.ListMultipartUploadsCommand({ Bucket, Prefix, ...from }))
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      if (!Key || !which({ key: Key, begun: Initiated ?? new Date(0) })) continue
      await client.send(new sdk.AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch(unlessGone)
      aborted++
    }
    if (!page.IsTruncated) return aborted
    from = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
  }
}

function unlessGone(thrown: unknown): void {
  if (statusOf(thrown) !== 404) throw thrown
}
