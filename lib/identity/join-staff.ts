import { generateRegistrationOptions, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import { and, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor, StaffRole } from '#lib/access/actor.ts'
import { ofAccess, ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { invalid, type Result, refuse } from '#lib/kernel/result.ts'
import { challengeHash, consumeChallenge, issueChallenge } from './challenge-store.ts'
import { withinLimits } from './limits.ts'
import { answerShape, challengeOf, relyingParty, verifyNewPasskey } from './passkey.ts'
import { type StartedSession, startSession } from './start-session.ts'
import { challenges, passkeys, staff } from './table.ts'
import { viewInvitation } from './view-invitation.ts'

type Question = { token: string; origin: string; rpName: string }

/**
 * What the browser asks the new passkey: bound to this portal's host, on the device itself, with the user verified. `rpName` is what the
 * browser shows. Uses nothing of the invitation up.
 */
export async function askNewPasskey(
  actor: Actor,
  { token, origin, rpName }: Question,
): Promise<Result<PublicKeyCredentialCreationOptionsJSON>> {
  if (!(await withinLimits(actor, [['passkey-per-origin', origin]]))) return refuse('too-many')
  const invited = await viewInvitation(actor, token)
  if (!invited.ok) return refuse('link-unknown')
  const { id, name, address } = invited.value
  const options = await generateRegistrationOptions({
    rpName,
    rpID: relyingParty().id,
    userName: address,
    userDisplayName: name,
    userID: new TextEncoder().encode(id),
    challenge: Buffer.from(await issueChallenge(actor, { kind: 'registration', staffId: id }), 'base64url'),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    timeout: 300_000,
  })
  return { ok: true, value: options }
}

const join = command({
  permission: 'staff:sign-in',
  // Nobody is signed in yet; the invitation is the right, and the passkey the proof.
  asSystem: true,
  input: z.object({ token: z.string().max(200), answer: answerShape, challenge: z.string(), staffId: z.uuid() }),
  async run(scope, { token, answer, challenge, staffId }) {
    const { tx, now, actor } = scope
    const failed = ofAccess(`sign-in:${actor.kind}:${actor.id}`, { type: 'proof-failed', because: 'passkey' })
    const credential = await verifyNewPasskey(answer, challenge)
    if (!credential) return { ...refuse('link-unknown'), events: [failed] }
    // Whoever deletes the row has accepted the invitation: of two browsers at once, one.
    const [invitation] = await tx
      .delete(challenges)
      .where(
        and(
          eq(challenges.tokenHash, challengeHash(token)),
          eq(challenges.kind, 'invitation'),
          eq(challenges.staffId, staffId),
          gt(challenges.expiresAt, now),
        ),
      )
      .returning({ staffId: challenges.staffId })
    const [member] = await tx.select().from(staff).where(eq(staff.id, staffId)).for('update')
    if (!invitation || member?.state !== 'invited') return { ...refuse('link-unknown'), events: [failed] }
    await tx.update(staff).set({ state: 'active' }).where(eq(staff.id, staffId))
    await tx.insert(passkeys).values({
      credentialId: credential.id,
      staffId,
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: credential.transports ?? [],
      addedAt: now,
    })
    const session = await startSession(scope, 'staff', staffId)
    return {
      ok: true,
      value: { session, role: member.role },
      events: [
        ofHouse(`staff:${staffId}`, { type: 'staff-joined' }),
        ofAccess(`sign-in:${staffId}`, { type: 'signed-in', as: member.role, by: 'passkey' }),
      ],
    }
  },
})

/** Accepts an invitation with the passkey just made: the member is active and signed in. `answer` is untrusted JSON of a browser. */
export async function joinStaff(
  actor: Actor,
  { token, answer, origin }: { token: string; answer: unknown; origin: string },
): Promise<Result<{ session: StartedSession; role: StaffRole }>> {
  if (!(await withinLimits(actor, [['passkey-per-origin', origin]]))) return refuse('too-many')
  const read = answerShape.safeParse(answer)
  const challenge = read.success ? challengeOf(read.data) : undefined
  if (!read.success || !challenge) return invalid({})
  const asked = await consumeChallenge(actor, 'registration', challenge)
  if (!asked?.staffId) return refuse('link-expired')
  return join(actor, { token, answer: read.data, challenge, staffId: asked.staffId })
}
