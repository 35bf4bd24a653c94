import { z } from 'zod'
import type { Json } from '#lib/history/canonical.ts'
import type { BuiltFile, BuiltPackage } from './build-package.ts'
import type { PackageHead } from './content.ts'
import { type Signed, signObject } from './sign.ts'

export const manifestSchema = 'dossier-manifest/1'

const count = z.int().nonnegative()
const json: z.ZodType<Json> = z.json()

/** One event of the request's history, and the way from it to the root of the checkpoint (RFC 9162, 2.1.3), in base64. */
const proof = z.strictObject({
  event: z.record(z.string(), json),
  index: count,
  path: z.array(z.string()),
})

/** What manifest.json holds. It names no person: the reference, counts, hashes and the events, which hold no personal data. */
export const manifestShape = z.strictObject({
  schema: z.literal(manifestSchema),
  ref: z.string(),
  preparedAt: z.string(),
  complete: z.boolean(),
  files: z.array(z.strictObject({ name: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: count })),
  records: count,
  redactions: z.array(z.strictObject({ ground: z.string(), count })),
  coverage: z.array(
    z.strictObject({
      dataset: z.string(),
      collection: z.string(),
      result: z.enum(['found', 'empty', 'withheld', 'failed', 'unreachable']),
      count,
      withheldRecords: count,
      withheldValues: count,
      withheldParts: count,
      reason: z.string().nullable(),
    }),
  ),
  unclassified: z.array(z.string()),
  snapshots: z.array(
    z.strictObject({
      source: z.string(),
      at: z.string(),
      lsn: z.string().nullable(),
      fingerprint: z.string().nullable(),
    }),
  ),
  history: z.strictObject({ checkpoint: z.string(), key: z.string(), proofs: z.array(proof) }).nullable(),
  signature: z.strictObject({ alg: z.literal('Ed25519'), key: z.string(), value: z.string() }),
})

export type Manifest = z.infer<typeof manifestShape>

/**
 * The history's part: a signed checkpoint (C2SP note), the public line of its key, and the proofs of the request's events up to
 * the one before release.
 */
export type ManifestHistory = NonNullable<Manifest['history']>

/** Makes the signed manifest of a package. `seed`: the 32 bytes of the signing key. Throws TypeError for what is not JSON. */
export const makeManifest = (made: {
  head: Pick<PackageHead, 'ref' | 'preparedAt' | 'complete' | 'coverage' | 'unclassified' | 'snapshots'>
  built: Pick<BuiltPackage, 'files' | 'tables' | 'records' | 'redactions'>
  /** Files beside the built ones, such as README.txt. */
  more: BuiltFile[]
  history: ManifestHistory | null
  seed: Uint8Array
}): Manifest => {
  const { head, built } = made
  const unsigned = {
    schema: manifestSchema,
    ref: head.ref,
    preparedAt: head.preparedAt,
    complete: head.complete,
    files: [...built.files, ...built.tables.map(({ start, ...file }) => file), ...made.more],
    records: built.records,
    redactions: built.redactions,
    coverage: head.coverage.map(({ label, remarks, gap, ...row }) => row),
    unclassified: head.unclassified,
    snapshots: head.snapshots,
    history: made.history,
  }
  return manifestShape.parse(signObject(unsigned as unknown as { [key: string]: Json }, made.seed))
}

/** The bytes of manifest.json: readable, one order, a newline at the end. What is signed is its canonical form, not these bytes. */
export const manifestBytes = (manifest: Signed<object>): Buffer =>
  Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`, 'utf8')
