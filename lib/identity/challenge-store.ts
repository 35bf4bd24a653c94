import { and, eq, gt } from 'drizzle-orm'
import type { Actor } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { newToken } from '#lib/kernel/ids.ts'
import { hashOf } from '#lib/vault/house-keys.ts'
import { challenges } from './table.ts'

type Asked = { kind: 'registration' | 'sign-in'; staffId: string | null }

/** Long enough to find the key in a drawer (WebAuthn level 3, 15.1, recommends five to ten minutes). */
const minutes = 5

export const challengeHash = (token: string): Uint8Array => hashOf('token', token)

/** A new question for a passkey. Written without an event (`silentWrites`), as the portal, because a visitor may not touch the table. */
export function issueChallenge(actor: Actor, { kind, staffId }: Asked): Promise<string> {
  const challenge = newToken()
  return begin(
    actor,
    async ({ tx, now }) => {
      const expiresAt = now.add({ minutes })
      await tx.insert(challenges).values({ tokenHash: challengeHash(challenge), kind, staffId, challenge, expiresAt })
      return challenge
    },
    { asSystem: true },
  )
}

/**
 * Takes a question away and says whom it was put to; undefined when it was never put, is too old, or was taken before. In a
 * transaction of its own, so that a wrong answer uses it up as well: a question is answered once.
 */
export function consumeChallenge(actor: Actor, kind: Asked['kind'], challenge: string): Promise<Asked | undefined> {
  return begin(
    actor,
    async ({ tx, now }) => {
      const [asked] = await tx
        .delete(challenges)
        .where(
          and(
            eq(challenges.tokenHash, challengeHash(challenge)),
            eq(challenges.kind, kind),
            gt(challenges.expiresAt, now),
          ),
        )
        .returning({ staffId: challenges.staffId })
      return asked && { kind, staffId: asked.staffId }
    },
    { asSystem: true },
  )
}
