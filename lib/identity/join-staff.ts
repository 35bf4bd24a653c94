import { generateRegistrationOptions, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import type { Actor, StaffRole } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { ofAccess, ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { invalid, type Result, refuse } from '#lib/kernel/result.ts'
import { openText } from '#lib/vault/house-keys.ts'
import { consumeChallenge, issueChallenge } from './challenge-store.ts'
import { readInvitation, takeInvitation } from './invitation-store.ts'
import { withinLimits } from './limits.ts'
import { lockMemberAlone, setMember } from './member-store.ts'
import { answerShape, challengeOf, relyingParty, verifyNewPasskey } from './passkey.ts'
import { addPasskey } from './passkey-store.ts'
import { openStaffName } from './staff-store.ts'
import { type StartedSession, startSession } from './start-session.ts'

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
  // As the portal: a visitor may read neither invitations nor staff, and holding the token is the right.
  const invited = await begin(actor, scope => readInvitation(scope, token), { asSystem: true })
  if (!invited) return refuse('link-unknown')
  const { id } = invited
  const options = await generateRegistrationOptions({
    rpName,
    rpID: relyingParty().id,
    userName: openText(`staff.address:${id}`, invited.address),
    userDisplayName: openStaffName(id, invited.name),
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
    const { tx, actor } = scope
    const failed = ofAccess(`sign-in:${actor.kind}:${actor.id}`, { type: 'proof-failed', because: 'passkey' })
    const credential = await verifyNewPasskey(answer, challenge)
    if (!credential) return { ...refuse('link-unknown'), events: [failed] }
    const taken = await takeInvitation(scope, token, staffId)
    const member = await lockMemberAlone(tx, staffId)
    if (!taken || member?.state !== 'invited') return { ...refuse('link-unknown'), events: [failed] }
    await setMember(tx, staffId, { state: 'active' })
    const { id: credentialId, publicKey, counter, transports = [] } = credential
    await addPasskey(scope, staffId, { credentialId, publicKey, counter, transports })
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
