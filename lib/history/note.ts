import { createHash, sign, verify } from 'node:crypto'
import { privateKeyOf, publicBytesOf, publicKeyOf } from './signing-key.ts'

/*
 * c2sp.org/signed-note: a text ending in a newline, an empty line, then one line for each signature:
 * "— <key name> <base64 of 4 bytes key id and the signature>". Only Ed25519 (type 0x01) is spoken here.
 */
const ED25519 = 1
const MOST_SIGNATURES = 100

export type NoteSigner = { readonly name: string; readonly publicLine: string; sign(text: string): string }
export type NoteVerifier = {
  readonly name: string
  readonly line: string
  readonly id: Buffer
  verify(text: string, signature: Buffer): boolean
}

/** A note's text and who signed it; or why it must be ignored. */
export type OpenedNote =
  | { ok: true; text: string; signedBy: NoteVerifier[] }
  | { ok: false; why: 'malformed' | 'unknown-key' | 'bad-signature' }

/** Signs as `name` (a schema-less URL is recommended, `privacy.example.org/history`) with the key of a 32-byte seed. */
export function noteSigner(name: string, seed: Uint8Array): NoteSigner {
  const key = privateKeyOf(seed)
  const verifier = verifierOf(name, publicBytesOf(key))
  return {
    name,
    publicLine: verifier.line,
    sign(text) {
      const signature = Buffer.concat([verifier.id, sign(null, Buffer.from(text, 'utf8'), key)])
      return `— ${name} ${signature.toString('base64')}\n`
    },
  }
}

/** The key a public line, `<name>+<8 hex>+<base64>`, stands for. Throws TypeError when it is none, or its id is another key's. */
export function noteVerifier(publicLine: string): NoteVerifier {
  const [, name, id, base64] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(publicLine.trim()) ?? []
  const bytes = base64 === undefined ? null : strictBase64(base64)
  if (!name || !bytes || bytes.length !== 33 || bytes[0] !== ED25519) throw new TypeError('This is no public key line')
  const verifier = verifierOf(name, bytes.subarray(1))
  if (verifier.id.toString('hex') !== id) throw new TypeError('The id in the public key line is not that of its key')
  return verifier
}

/** The same key under another name: the name says which history was signed, the key who signed it. */
export const renamedVerifier = (key: NoteVerifier, name: string): NoteVerifier =>
  verifierOf(name, strictBase64(key.line.slice(key.name.length + 10))!.subarray(1))

/** Signs a text, which must end in a newline and hold no other control character. Throws TypeError. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!text.endsWith('\n') || !isNoteText(text)) throw new TypeError('This text cannot be signed as a note')
  return `${text}\n${signers.map(signer => signer.sign(text)).join('')}`
}

/** Opens a note signed by at least one known key; one bad signature of a known key spoils it, unknown keys are passed over. */
export function openNote(note: string, known: readonly NoteVerifier[]): OpenedNote {
  const split = note.lastIndexOf('\n\n')
  const text = note.slice(0, split + 1)
  const lines = note.slice(split + 2).split('\n')
  if (split < 0 || !isNoteText(note) || lines.pop() !== '' || !lines.length || lines.length > MOST_SIGNATURES) {
    return { ok: false, why: 'malformed' }
  }
  const signedBy: NoteVerifier[] = []
  for (const line of lines) {
    const [, name, base64] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line) ?? []
    const bytes = base64 === undefined ? null : strictBase64(base64)
    if (!name || !bytes || bytes.length < 5) return { ok: false, why: 'malformed' }
    const verifier = known.find(key => key.name === name && key.id.equals(bytes.subarray(0, 4)))
    if (!verifier || signedBy.includes(verifier)) continue
    if (!verifier.verify(text, bytes.subarray(4))) return { ok: false, why: 'bad-signature' }
    signedBy.push(verifier)
  }
  return signedBy.length ? { ok: true, text, signedBy } : { ok: false, why: 'unknown-key' }
}

function verifierOf(name: string, publicBytes: Buffer): NoteVerifier {
  if (!/^[^\s+\p{Cc}]+$/u.test(name))
    throw new TypeError('A key name is not empty and holds no space, plus or control character')
  const typed = Buffer.concat([Buffer.of(ED25519), publicBytes])
  const id = createHash('sha256').update(`${name}\n`, 'utf8').update(typed).digest().subarray(0, 4)
  const key = publicKeyOf(publicBytes)
  return {
    name,
    id,
    line: `${name}+${id.toString('hex')}+${typed.toString('base64')}`,
    verify: (text, signature) => signature.length === 64 && verify(null, Buffer.from(text, 'utf8'), key, signature),
  }
}

// No control characters but the newline, and nothing that UTF-8 cannot write.
const isNoteText = (text: string) => !/[^\n\P{Cc}]|[\p{Surrogate}\ufffd]/u.test(text)

/** Base64 with exactly one spelling (RFC 4648, 3.5): a second one would be a second, equally valid file. */
export function strictBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}
