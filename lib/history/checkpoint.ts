import { HASH_BYTES } from './merkle.ts'
import { type NoteSigner, type NoteVerifier, openNote, signNote, strictBase64 } from './note.ts'

/** The tree of one history at one size (c2sp.org/tlog-checkpoint). `origin` names the history and the key that signs it. */
export type Checkpoint = { origin: string; size: number; root: Buffer }

export type OpenedCheckpoint =
  | { ok: true; checkpoint: Checkpoint }
  | { ok: false; why: 'malformed' | 'unknown-key' | 'bad-signature' | 'other-origin' }

/** Three lines: origin, size in decimal, root in base64. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`

/** Reads exactly what `checkpointText` writes; extension lines, which no monitor could audit, are refused. Null when it is none. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [, origin, digits, base64] = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]+)\n$/.exec(text) ?? []
  const root = base64 === undefined ? null : strictBase64(base64)
  const size = Number(digits)
  if (!origin || !root || root.length !== HASH_BYTES || !Number.isSafeInteger(size)) return null
  return { origin, size, root }
}

/** A signed checkpoint, ready to be stored, sent and kept off the machine. The signer's name is the origin. */
export const signCheckpoint = (tree: Omit<Checkpoint, 'origin'>, signer: NoteSigner): string =>
  signNote(checkpointText({ origin: signer.name, ...tree }), [signer])

/** Checks a signed checkpoint against the known keys of this history (several after a rotation, all of one name). */
export function openCheckpoint(note: string, known: readonly NoteVerifier[]): OpenedCheckpoint {
  const opened = openNote(note, known)
  if (!opened.ok) return opened
  const checkpoint = parseCheckpoint(opened.text)
  if (!checkpoint) return { ok: false, why: 'malformed' }
  if (!opened.signedBy.some(key => key.name === checkpoint.origin)) return { ok: false, why: 'other-origin' }
  return { ok: true, checkpoint }
}
