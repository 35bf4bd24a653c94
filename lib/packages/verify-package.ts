import { createHash } from 'node:crypto'
import { canonical, type Json } from '#lib/history/canonical.ts'
import { openCheckpoint } from '#lib/history/checkpoint.ts'
import { hashLeaf } from '#lib/history/merkle.ts'
import { type NoteVerifier, noteVerifier, strictBase64 } from '#lib/history/note.ts'
import { verifyInclusion } from '#lib/history/verify-proof.ts'
import { type Manifest, manifestShape } from './manifest.ts'
import type { OpenArchive } from './read-archive.ts'
import { isSigned } from './sign.ts'

/** The first thing that is wrong with a package; `where` names a file, a key or the number of a proof. */
export type Flaw = {
  ok: false
  why:
    | 'no-manifest'
    | 'bad-manifest'
    | 'bad-signature'
    | 'other-key'
    | 'listed-twice'
    | 'missing-file'
    | 'unlisted-file'
    | 'changed-file'
    | 'bad-checkpoint'
    | 'bad-proof'
  where: string
}

/** `trusted` is true when the keys were given from outside; without one, a package only proves that it agrees with itself. */
export type Sound = { ok: true; manifest: Manifest; key: string; trusted: boolean; proofs: number }

const manifestName = 'manifest.json'
const largestManifest = 64 * 1024 * 1024

/**
 * Checks a package offline: the manifest and its signature, every file against its SHA-256 and size, no file unlisted, the
 * checkpoint's signature, and for each listed event that it is in the history of that checkpoint (RFC 9162).
 * `keyLine`: the organisation's public key as it publishes it (`name+id+base64`); throws TypeError when it is none.
 */
export const verifyPackage = async (archive: OpenArchive, keyLine: string | null): Promise<Sound | Flaw> => {
  const known = keyLine === null ? null : noteVerifier(keyLine)
  const read = await readManifest(archive)
  if (!read.ok) return read
  const { manifest } = read
  if (!isSigned(manifest)) return flaw('bad-signature', manifestName)
  if (known && !sameKey(known, manifest.signature.key)) return flaw('other-key', manifestName)
  const files = await checkFiles(archive, manifest)
  if (files) return files
  const history = checkHistory(manifest, known)
  if (history) return history
  const proofs = manifest.history?.proofs.length ?? 0
  return { ok: true, manifest, key: manifest.signature.key, trusted: known !== null, proofs }
}

const flaw = (why: Flaw['why'], where: string): Flaw => ({ ok: false, why, where })

const readManifest = async (archive: OpenArchive): Promise<{ ok: true; manifest: Manifest } | Flaw> => {
  if (!archive.names.includes(manifestName)) return flaw('no-manifest', manifestName)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await archive.read(manifestName)) {
    chunks.push(chunk)
    size += chunk.length
    if (size > largestManifest) return flaw('bad-manifest', manifestName)
  }
  try {
    const parsed = manifestShape.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
    return parsed.success
      ? { ok: true, manifest: parsed.data }
      : flaw('bad-manifest', parsed.error.issues[0]?.path.join('.') ?? '')
  } catch {
    return flaw('bad-manifest', manifestName)
  }
}

const checkFiles = async (archive: OpenArchive, manifest: Manifest): Promise<Flaw | null> => {
  const listed = [manifestName, ...manifest.files.map(file => file.name)]
  for (const names of [listed, archive.names]) {
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice !== undefined) return flaw('listed-twice', twice)
  }
  const stranger = archive.names.find(name => !listed.includes(name))
  if (stranger !== undefined) return flaw('unlisted-file', stranger)
  for (const { name, sha256, bytes } of manifest.files) {
    if (!archive.names.includes(name)) return flaw('missing-file', name)
    const found = await digest(archive, name)
    if (found?.sha256 !== sha256 || found.bytes !== bytes) return flaw('changed-file', name)
  }
  return null
}

/** Null when the entry cannot even be decompressed. */
const digest = async (archive: OpenArchive, name: string): Promise<{ sha256: string; bytes: number } | null> => {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of await archive.read(name)) {
      hash.update(chunk)
      bytes += chunk.length
    }
  } catch {
    return null
  }
  return { sha256: hash.digest('hex'), bytes }
}

const checkHistory = ({ ref, history }: Manifest, known: NoteVerifier | null): Flaw | null => {
  if (!history) return null
  const verifier = known ?? readKey(history.key)
  const opened = verifier ? openCheckpoint(history.checkpoint, [verifier]) : null
  if (!opened?.ok) return flaw('bad-checkpoint', opened?.why ?? ref)
  const { size, root } = opened.checkpoint
  for (const [number, { event, index, path }] of history.proofs.entries()) {
    const proof = path.map(step => strictBase64(step) ?? Buffer.alloc(0))
    const leafHash = hashLeaf(Buffer.from(canonical(event as Json), 'utf8'))
    if (!verifyInclusion({ leafHash, index, size, proof, root })) return flaw('bad-proof', `${number + 1}`)
  }
  return null
}

const readKey = (line: string): NoteVerifier | null => {
  try {
    return noteVerifier(line)
  } catch {
    return null
  }
}

/** A public line carries a type byte and the 32 bytes of the key. */
const sameKey = ({ line }: NoteVerifier, key: string): boolean =>
  Buffer.from(line.slice(line.lastIndexOf('+') + 1), 'base64')
    .subarray(1)
    .toString('base64') === key
