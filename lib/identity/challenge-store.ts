import { and, eq, gt } from 'drizzle-orm'
import type { Scope } from '#lib/db/begin.ts'
import { newToken } from '#lib/kernel/ids.ts'
import { hashOf } from '#lib/vault/house-keys.ts'
import { challenges } from './table.ts'

type Asked = { kind: 'registration' | 'sign-in'; staffId: string | null }
type Reading = Pick<Scope, 'tx' | 'now'>

/** Long enough to find the key in a drawer (WebAuthn level 3, 15.1, recommends five to ten minutes). */
const minutes = 5

export const challengeHash = (token: string): Uint8Array => hashOf('token', token)

/** Step: a new question for a passkey, base64url. */
export async function issueChallenge({ tx, now }: Reading, { kind, staffId }: Asked): Promise<string> {
  const challenge = newToken()
  const expiresAt = now.add({ minutes })
  await tx.insert(challenges).values({ tokenHash: challengeHash(challenge), kind, staffId, challenge, expiresAt })
  return challenge
}

/**
 * Step: takes a question away and says whom it was put to; undefined when it was never put, is too old, or was answered before. Whoever
 * deletes the row has answered: of two browsers with one answer, one.
 */
export async function takeChallenge({ tx, now }: Reading, kind: Asked['kind'], challenge: string) {
  const alive = and(
    eq(challenges.tokenHash, challengeHash(challenge)),
    eq(challenges.kind, kind),
    gt(challenges.expiresAt, now),
  )
  const [asked] = await tx.delete(challenges).where(alive).returning({ staffId: challenges.staffId })
  return asked
}
