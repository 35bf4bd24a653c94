import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { Actor } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { type Result, refuse } from '#lib/kernel/result.ts'
import { openText } from '#lib/vault/house-keys.ts'
import { issueChallenge } from './challenge-store.ts'
import { readInvitation } from './invitation-store.ts'
import { withinLimits } from './limits.ts'
import { relyingParty } from './passkey.ts'
import { openStaffName } from './staff-store.ts'

/** Whoever stands at the door is nobody yet. */
type Visitor = Extract<Actor, { kind: 'visitor' }>

// Five minutes, as long as the question is kept.
const timeout = 300_000
const bytes = (challenge: string) => Buffer.from(challenge, 'base64url')

/*
 * A question to a passkey is written without an event (lib/db/silent-writes.ts), as the portal, because a visitor may not touch the table.
 * It lets nobody do anything; the answer does, and is told.
 */

/** What the browser asks a passkey. It names no credential: the same question for everybody tells nobody who works here. */
export async function askPasskey(
  visitor: Visitor,
  origin: string,
): Promise<Result<PublicKeyCredentialRequestOptionsJSON>> {
  if (!(await withinLimits(visitor, [['passkey-per-origin', origin]]))) return refuse('too-many')
  const question = await begin(visitor, scope => issueChallenge(scope, { kind: 'sign-in', staffId: null }), {
    asSystem: true,
  })
  const { id: rpID } = relyingParty()
  const value = await generateAuthenticationOptions({
    rpID,
    challenge: bytes(question),
    userVerification: 'required',
    timeout,
  })
  return { ok: true, value }
}

/**
 * What the browser asks the new passkey of an invitation: bound to this portal's host, kept on the device, its user verified. `rpName`
 * is what the browser shows. Uses nothing of the invitation up.
 */
export async function askNewPasskey(
  visitor: Visitor,
  { token, origin, rpName }: { token: string; origin: string; rpName: string },
): Promise<Result<PublicKeyCredentialCreationOptionsJSON>> {
  if (!(await withinLimits(visitor, [['passkey-per-origin', origin]]))) return refuse('too-many')
  const asked = await begin(
    visitor,
    async scope => {
      const invited = await readInvitation(scope, token)
      const question = invited && (await issueChallenge(scope, { kind: 'registration', staffId: invited.id }))
      return question && { ...invited, question }
    },
    { asSystem: true },
  )
  if (!asked) return refuse('link-unknown')
  const { id, address, name, question } = asked
  const value = await generateRegistrationOptions({
    rpName,
    rpID: relyingParty().id,
    userName: openText(`staff.address:${id}`, address),
    userDisplayName: openStaffName(id, name),
    userID: new TextEncoder().encode(id),
    challenge: bytes(question),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    timeout,
  })
  return { ok: true, value }
}
