import { generateAuthenticationOptions, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import type { Actor, StaffRole } from '#lib/access/actor.ts'
import { ofAccess } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { invalid, type Result, refuse } from '#lib/kernel/result.ts'
import { consumeChallenge, issueChallenge } from './challenge-store.ts'
import { withinLimits } from './limits.ts'
import { answerShape, challengeOf, relyingParty, verifyPasskey } from './passkey.ts'
import { lockPasskey, setCounter } from './passkey-store.ts'
import { type StartedSession, startSession } from './start-session.ts'

/** What the browser asks a passkey. It names no credential: the same question for everybody tells nobody who works here. */
export async function askPasskey(actor: Actor, origin: string): Promise<Result<PublicKeyCredentialRequestOptionsJSON>> {
  if (!(await withinLimits(actor, [['passkey-per-origin', origin]]))) return refuse('too-many')
  const challenge = Buffer.from(await issueChallenge(actor, { kind: 'sign-in', staffId: null }), 'base64url')
  const rpID = relyingParty().id
  return {
    ok: true,
    value: await generateAuthenticationOptions({ rpID, challenge, userVerification: 'required', timeout: 300_000 }),
  }
}

const signIn = command({
  permission: 'staff:sign-in',
  // Nobody is signed in yet, and a visitor may read neither passkeys nor staff.
  asSystem: true,
  input: z.object({ answer: answerShape, challenge: z.string() }),
  async run(scope, { answer, challenge }) {
    const { tx, actor } = scope
    const known = await lockPasskey(tx, answer.id)
    const counter = known && (await verifyPasskey(answer, challenge, known.passkey))
    if (!known || counter === undefined) {
      const because = known ? ('passkey' as const) : ('unknown' as const)
      const failed = ofAccess(`sign-in:${actor.kind}:${actor.id}`, { type: 'proof-failed', because })
      return { ...refuse('not-allowed'), events: [failed] }
    }
    const { credentialId, staffId } = known.passkey
    await setCounter(tx, credentialId, counter)
    const session = await startSession(scope, 'staff', staffId)
    return {
      ok: true,
      value: { session, role: known.role },
      events: [ofAccess(`sign-in:${staffId}`, { type: 'signed-in', as: known.role, by: 'passkey' })],
    }
  },
})

/** Signs a member of staff in with their passkey. `answer` is untrusted JSON of a browser; its question can be answered once. */
export async function signInStaff(
  actor: Actor,
  { answer, origin }: { answer: unknown; origin: string },
): Promise<Result<{ session: StartedSession; role: StaffRole }>> {
  if (!(await withinLimits(actor, [['passkey-per-origin', origin]]))) return refuse('too-many')
  const read = answerShape.safeParse(answer)
  const challenge = read.success ? challengeOf(read.data) : undefined
  if (!read.success || !challenge) return invalid({})
  if (!(await consumeChallenge(actor, 'sign-in', challenge))) return refuse('link-expired')
  return signIn(actor, { answer: read.data, challenge })
}
