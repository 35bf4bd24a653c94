import { houseKeys } from '#lib/vault/house-keys.ts'
import { type NoteSigner, type NoteVerifier, noteSigner, noteVerifier } from './note.ts'

/** The name under which this portal signs: its host, without a scheme (c2sp.org/signed-note). */
let origin = 'dossier'

/** Tells the process under which host it signs: `privacy.example.org` signs as `privacy.example.org/history`. */
export function signAs(url: string): void {
  origin = `${new URL(url).host}/history`
}

/** Signs checkpoints and manifests with the key from the configuration. */
export const historySigner = (): NoteSigner => noteSigner(origin, houseKeys().signing)

/** The key line that checks what this portal signed. */
export const historyVerifier = (): NoteVerifier => noteVerifier(historySigner().publicLine)
