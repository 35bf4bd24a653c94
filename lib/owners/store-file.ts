import { randomUUID } from 'node:crypto'
import type { Actor } from '#lib/access/actor.ts'
import { type Result, refuse } from '#lib/kernel/result.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { addFile } from './add-file.ts'
import { givenName } from './file-name.ts'
import { fileLimits } from './owner-words.ts'

/** What comes under this name is of one question; a file that no row names can be told by it. */
export const filePrefix = (question: string): string => `o-${question}-`

type Incoming = { token: string; origin: string; requestId: string; question: string; name: string }

class TooLarge extends Error {}

/** The content as it comes, which fails where it is more than a file may have: then nothing of it is kept. */
async function* bounded(content: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of content) {
    bytes += chunk.byteLength
    if (bytes > most) throw new TooLarge()
    yield chunk
  }
}

/**
 * Takes one file from its owner straight into the vault: sealed as it arrives, under the request's key, and only then recorded. Nothing of
 * it touches a disk in clear. What is refused is taken away again.
 */
export async function storeFile(
  actor: Actor,
  { token, origin, requestId, question, name }: Incoming,
  content: AsyncIterable<Uint8Array>,
  most: number = fileLimits.bytes,
): Promise<Result<undefined>> {
  const file = randomUUID()
  const objectId = `${filePrefix(question)}${file.slice(0, 13)}`
  const vault = houseVault()
  try {
    const { bytes, plaintextSha256: sha256 } = await vault.write(requestId, objectId, bounded(content, most))
    const raw = { token, origin, file, objectId, name: givenName(name) || 'file', bytes, sha256 }
    const added: Result<undefined> = bytes === 0 ? refuse('file-empty') : await addFile(actor, raw)
    if (!added.ok) await vault.remove(requestId, objectId)
    return added
  } catch (thrown) {
    if (thrown instanceof TooLarge) return refuse('file-too-large')
    throw thrown
  }
}
