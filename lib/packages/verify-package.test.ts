import { beforeAll, describe, expect, test } from 'vitest'
import { noteSigner } from '#lib/history/note.ts'
import { type Files, packageFiles, withManifest, zipped } from './archive.fixture.ts'
import { signer } from './history.fixture.ts'
import type { Manifest } from './manifest.ts'
import { openArchive } from './read-archive.ts'
import { signObject } from './sign.ts'
import { verifyPackage } from './verify-package.ts'

let files: Files
beforeAll(async () => {
  files = await packageFiles()
})

const verdict = async (changed: Files, key: string | null = signer.publicLine) =>
  verifyPackage(await openArchive(await zipped(changed)), key)

const flaw = async (changed: Files, key?: string | null) => {
  const found = await verdict(changed, key)
  return found.ok ? 'sound' : [found.why, found.where]
}

/** As somebody would who holds a key of their own. */
const resigned = (change: (manifest: Manifest) => Omit<Manifest, 'signature'>, seed = new Uint8Array(32).fill(7)) =>
  withManifest(files, manifest => {
    const { signature, ...rest } = change(manifest) as Manifest
    return signObject(rest as Parameters<typeof signObject>[0], seed)
  })

describe('a genuine package', () => {
  test('is found sound with the published key', async () => {
    expect(await verdict(files)).toMatchObject({ ok: true, trusted: true, proofs: 6 })
  })

  test('is found sound whatever signs the published key is written with', async () => {
    const seeds = Array.from({ length: 64 }, (_, n) => new Uint8Array(32).fill(n + 1))
    const seed = seeds.find(one => noteSigner('portal', one).publicLine.split('+').length > 3)!
    const { history: _none, ...own } = JSON.parse(Buffer.from(files['manifest.json']!).toString('utf8')) as Manifest
    const signed = resigned(() => ({ ...own, history: null }), seed)
    expect(await verdict(signed, noteSigner('portal', seed).publicLine)).toMatchObject({ ok: true, trusted: true })
  })

  test('without a key it is only said to agree with itself', async () => {
    expect(await verdict(files, null)).toMatchObject({ ok: true, trusted: false })
  })

  test('counts its held back values and its coverage in the manifest', async () => {
    const found = await verdict(files)
    expect(found.ok && found.manifest.redactions).toEqual([{ ground: 'security', count: 1 }])
    expect(found.ok && found.manifest.coverage).toMatchObject([{ collection: 'contact', count: 2, withheldValues: 1 }])
    expect(JSON.stringify(found.ok && found.manifest)).not.toContain('aoife.nolan')
  })
})

describe('a package that was tampered with', () => {
  test.each(['dossier.json', 'dossier.pdf', 'README.txt'])('one changed byte in %s is found', async name => {
    const bytes = Buffer.from(files[name]!)
    bytes[bytes.length >> 1]! ^= 1
    expect(await flaw({ ...files, [name]: bytes })).toEqual(['changed-file', name])
  })

  test('so is a file cut short, taken away or added', async () => {
    const { 'dossier.pdf': pdf, ...rest } = files
    expect(await flaw({ ...files, 'dossier.pdf': pdf!.subarray(0, 100) })).toEqual(['changed-file', 'dossier.pdf'])
    expect(await flaw(rest)).toEqual(['missing-file', 'dossier.pdf'])
    expect(await flaw({ ...files, 'more.txt': Buffer.from('x') })).toEqual(['unlisted-file', 'more.txt'])
  })

  test('a manifest that claims to be complete after it was signed as not', async () => {
    expect(await flaw(withManifest(files, manifest => ({ ...manifest, complete: !manifest.complete })))).toEqual([
      'bad-signature',
      'manifest.json',
    ])
  })

  test('a manifest that says a second thing beside what was signed', async () => {
    const text = Buffer.from(files['manifest.json']!).toString('utf8')
    const twice = text.replace('"complete": true', '"complete": false,\n "complete": true')
    expect(twice).not.toBe(text)
    expect(await flaw({ ...files, 'manifest.json': Buffer.from(twice) })).toEqual(['bad-manifest', 'manifest.json'])
  })

  test('a manifest signed by somebody else', async () => {
    const theirs = new Uint8Array(32).fill(8)
    expect(await flaw(resigned(manifest => manifest, theirs))).toEqual(['other-key', 'manifest.json'])
    expect(await flaw(files, noteSigner('privacy.example.org/history', theirs).publicLine)).toEqual([
      'other-key',
      'manifest.json',
    ])
  })

  test('an event that was rewritten, and one that was moved', async () => {
    const rewritten = resigned(manifest => {
      manifest.history!.proofs[2]!.event.data = { number: 99 }
      return manifest
    })
    expect(await flaw(rewritten)).toEqual(['bad-proof', '3'])
    const moved = resigned(manifest => {
      manifest.history!.proofs[1]!.index += 2
      return manifest
    })
    expect(await flaw(moved)).toEqual(['bad-proof', '2'])
  })

  test('a checkpoint of another size', async () => {
    const grown = resigned(manifest => {
      manifest.history!.checkpoint = manifest.history!.checkpoint.replace('\n11\n', '\n12\n')
      return manifest
    })
    expect(await flaw(grown)).toEqual(['bad-checkpoint', 'bad-signature'])
  })

  test('no manifest, or one that is none', async () => {
    const { 'manifest.json': _, ...rest } = files
    expect(await flaw(rest)).toEqual(['no-manifest', 'manifest.json'])
    expect(await flaw({ ...files, 'manifest.json': Buffer.from('{') })).toEqual(['bad-manifest', 'manifest.json'])
    expect(await flaw(withManifest(files, manifest => ({ ...manifest, more: 1 })))).toEqual(['bad-manifest', ''])
  })
})
