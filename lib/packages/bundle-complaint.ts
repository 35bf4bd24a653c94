import { Readable } from 'node:stream'
import { proveEvents } from '#lib/history/prove-events.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { houseKeys } from '#lib/vault/house-keys.ts'
import { zipPackage } from './archive.ts'
import { makeManifest, manifestBytes } from './manifest.ts'
import { listed } from './readme.ts'

type Bundle = { requestId: string; ref: string; at: string; texts: { [name: string]: string } }

/**
 * What a person takes to an authority: the texts, and a signed manifest with the proofs that each event of their request is in the
 * signed history, so that `package verify` checks all of it offline. It says of itself that it is no answer to the request.
 */
export async function bundleComplaint({ requestId, ref, at, texts }: Bundle): Promise<Readable> {
  // What happened a moment ago must be proved too.
  await sealHistory()
  const files = Object.entries(texts).map(([name, text]) => ({ name, bytes: Buffer.from(text, 'utf8') }))
  const manifest = makeManifest({
    head: { ref, preparedAt: at, complete: false, coverage: [], unclassified: [], snapshots: [] },
    built: { files: [], tables: [], records: 0, redactions: [] },
    more: files.map(({ name, bytes }) => listed(name, bytes)),
    history: await proveEvents(`request:${requestId}`),
    seed: houseKeys().signing,
  })
  const entries = [...files, { name: 'manifest.json', bytes: manifestBytes(manifest) }]
  return zipPackage(
    entries.map(({ name, bytes }) => ({ name, open: async () => Readable.from([bytes]) })),
    at,
  )
}
