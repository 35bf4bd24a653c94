import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { zipPackage } from './archive.ts'
import { seed, someHistory } from './history.fixture.ts'
import { type Manifest, makeManifest, manifestBytes } from './manifest.ts'
import { built, contactFacts, fixture, record, sentences } from './package.fixture.ts'
import { listed, readmeText } from './readme.ts'

export type Files = { [name: string]: Uint8Array }

/** Every file of a whole package, as it would be zipped. */
export const packageFiles = async (): Promise<Files & { 'manifest.json': Uint8Array }> => {
  const some = fixture([
    {
      facts: contactFacts,
      records: [record('1', { name: 'Aoife Nolan' }), record('2', { note: { redacted: 'security' } })],
    },
  ])
  const { json, pdf, html, tables, result } = await built(some)
  const readme = Buffer.from(readmeText(some.head, sentences('en')), 'utf8')
  const more = [listed('README.txt', readme)]
  const manifest = makeManifest({ head: some.head, built: result, more, history: await someHistory(11), seed })
  return {
    'dossier.json': Buffer.from(json),
    'dossier.pdf': pdf,
    'dossier.html': Buffer.from(html),
    ...Object.fromEntries(tables),
    'README.txt': readme,
    'manifest.json': manifestBytes(manifest),
  }
}

export const zipped = (files: Files): Promise<Buffer> =>
  buffer(
    zipPackage(
      Object.entries(files).map(([name, bytes]) => ({ name, open: async () => Readable.from([Buffer.from(bytes)]) })),
      '2026-10-12T14:30:00Z',
    ),
  )

/** The files with a manifest that was altered after it was signed, or signed again with another key. */
export const withManifest = (files: Files, change: (manifest: Manifest) => object): Files => ({
  ...files,
  'manifest.json': Buffer.from(
    JSON.stringify(change(JSON.parse(Buffer.from(files['manifest.json']!).toString('utf8')))),
  ),
})
