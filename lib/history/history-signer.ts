import { config } from '#lib/config/config.ts'
import { houseKeys } from '#lib/vault/house-keys.ts'
import { type NoteSigner, type NoteVerifier, noteSigner, noteVerifier } from './note.ts'

let origin: string | undefined

/** Tells the process under which address it signs, when that is not what the environment says (tests). */
export function signAs(url: string): void {
  origin = url
}

/** The name this portal signs with: its host, without a scheme (c2sp.org/signed-note): `privacy.example.org/history`. */
const signerName = () => `${new URL(origin ?? config().origin).host}/history`

/** Signs checkpoints and manifests with the key from the configuration. */
export const historySigner = (): NoteSigner => noteSigner(signerName(), houseKeys().signing)

/** The key line that checks what this portal signed. */
export const historyVerifier = (): NoteVerifier => noteVerifier(historySigner().publicLine)
