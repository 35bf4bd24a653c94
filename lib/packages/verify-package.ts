import { canonical, type Json } from '#lib/history/canonical.ts'
import { openCheckpoint } from '#lib/history/checkpoint.ts'
import { hashLeaf } from '#lib/history/merkle.ts'
import { type NoteVerifier, noteVerifier, strictBase64 } from '#lib/history/note.ts'
import { verifyInclusion } from '#lib/history/verify-proof.ts'
import { checkFiles, type Flaw, flaw, openManifest, readKey } from './check-archive.ts'
import { type Manifest, manifestShape } from './manifest.ts'
import type { OpenArchive } from './read-archive.ts'

/** `trusted` is true when the keys were given from outside; without one, a package only proves that it agrees with itself. */
export type Sound = { ok: true; manifest: Manifest; key: string; trusted: boolean; proofs: number }

/**
 * Checks a package offline: the manifest and its signature, every file against its SHA-256 and size, no file unlisted, the
 * checkpoint's signature, and for each listed event that it is in the history of that checkpoint (RFC 9162).
 * `keyLine`: the organisation's public key as it publishes it (`name+id+base64`); throws TypeError when it is none.
 */
export const verifyPackage = async (archive: OpenArchive, keyLine: string | null): Promise<Sound | Flaw> => {
  const known = keyLine === null ? null : noteVerifier(keyLine)
  const opened = await openManifest(archive, manifestShape, known)
  if (!opened.ok) return opened
  const { manifest } = opened
  const wrong = (await checkFiles(archive, manifest.files)) ?? checkHistory(manifest, known)
  if (wrong) return wrong
  const proofs = manifest.history?.proofs.length ?? 0
  return { ok: true, manifest, key: manifest.signature.key, trusted: known !== null, proofs }
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
