import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { type NoteVerifier, noteVerifier } from '#lib/history/note.ts'
import type { OpenArchive } from './read-archive.ts'
import { isSigned } from './sign.ts'

/** The first thing that is wrong with an archive; `where` names a file, a key, a row or the number of a proof. */
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
    | 'bad-row'
    | 'missing-row'
    | 'wrong-count'
    | 'wrong-figures'
    | 'tables-differ'
  where: string
}

const manifestName = 'manifest.json'
const largestManifest = 64 * 1024 * 1024

export const flaw = (why: Flaw['why'], where: string): Flaw => ({ ok: false, why, where })

/** Reads manifest.json as JSON. Whose shape it has is asked next: a copy and an auditor's export are both checked here. */
export const readJsonManifest = async (archive: OpenArchive): Promise<{ ok: true; json: unknown } | Flaw> => {
  if (!archive.names.includes(manifestName)) return flaw('no-manifest', manifestName)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await archive.read(manifestName)) {
    chunks.push(chunk)
    size += chunk.length
    if (size > largestManifest) return flaw('bad-manifest', manifestName)
  }
  try {
    const text = Buffer.concat(chunks).toString('utf8')
    const json = JSON.parse(text)
    return saysOnce(text, json) ? { ok: true, json } : flaw('bad-manifest', manifestName)
  } catch {
    return flaw('bad-manifest', manifestName)
  }
}

/**
 * Whether a text says what was read of it and nothing else. Of a member that is there twice only the last is read, and signed; another
 * program, or a person, may read the first.
 */
const saysOnce = (text: string, json: unknown): boolean =>
  text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1') === JSON.stringify(json)

type AnyManifest = { signature: { alg: 'Ed25519'; key: string; value: string }; files: ListedFile[] }
type ListedFile = { name: string; sha256: string; bytes: number }

/** The manifest in its shape, signed, and by the key that is known, if one is. */
export const openManifest = async <M extends AnyManifest>(
  archive: OpenArchive,
  shape: z.ZodType<M>,
  known: NoteVerifier | null,
): Promise<{ ok: true; manifest: M } | Flaw> => {
  const read = await readJsonManifest(archive)
  if (!read.ok) return read
  const parsed = shape.safeParse(read.json)
  if (!parsed.success) return flaw('bad-manifest', parsed.error.issues[0]?.path.join('.') ?? '')
  const manifest = parsed.data
  if (!isSigned(manifest as unknown as Parameters<typeof isSigned>[0])) return flaw('bad-signature', manifestName)
  if (known && !sameKey(known, manifest.signature.key)) return flaw('other-key', manifestName)
  return { ok: true, manifest }
}

/** Every listed file is there and is what was listed, and no other is there. */
export const checkFiles = async (archive: OpenArchive, files: readonly ListedFile[]): Promise<Flaw | null> => {
  const listed = [manifestName, ...files.map(file => file.name)]
  for (const names of [listed, archive.names]) {
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice !== undefined) return flaw('listed-twice', twice)
  }
  const stranger = archive.names.find(name => !listed.includes(name))
  if (stranger !== undefined) return flaw('unlisted-file', stranger)
  for (const { name, sha256, bytes } of files) {
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

/** The key of a public line, or null: what an archive says of itself may be anything. */
export const readKey = (line: string): NoteVerifier | null => {
  try {
    return noteVerifier(line)
  } catch {
    return null
  }
}

/** A public line, `name+id+base64`, carries a type byte and the 32 bytes of the key; base64 has plus signs of its own. */
const sameKey = ({ name, line }: NoteVerifier, key: string): boolean =>
  Buffer.from(line.slice(name.length + 10), 'base64')
    .subarray(1)
    .toString('base64') === key
