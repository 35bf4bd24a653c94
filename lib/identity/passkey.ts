import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { config } from '#lib/config/config.ts'

let stated: string | undefined

/** Tells the process under which address passkeys are made and used, when that is not what the environment says (tests). */
export function relyOn(origin: string | undefined): void {
  stated = origin
}

/** Whom a passkey is bound to: the configured address and its host name, never what a request's headers say. */
export function relyingParty(): { id: string; origin: string } {
  const origin = stated ?? config().origin
  return { id: new URL(origin).hostname, origin }
}

/** Whether browsers can bind a passkey to this host at all: a domain, `localhost` included, and never a bare network address. */
export const canHoldPasskeys = (): boolean => !/^[\d.]+$|:/.test(relyingParty().id)

const text = z.string().max(20_000)

/** What a browser answers with, read before anything believes it. */
export const answerShape = z.object({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  response: z.object({ clientDataJSON: text }).catchall(z.unknown()),
})

export type PasskeyAnswer = z.output<typeof answerShape>

/** The question an answer claims to answer; undefined when it cannot even be read. Not to be believed before it is verified. */
export function challengeOf({ response }: PasskeyAnswer): string | undefined {
  try {
    const data: unknown = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8'))
    return z.object({ challenge: z.string().max(200) }).parse(data).challenge
  } catch {
    return undefined
  }
}

/** A new passkey that answers this challenge, made on our own pages by a verified user; undefined when it does not hold. */
export async function verifyNewPasskey(answer: PasskeyAnswer, challenge: string): Promise<KnownPasskey | undefined> {
  const { id, origin } = relyingParty()
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: answer as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    })
    if (!verified) return undefined
    const { id: credentialId, publicKey, counter, transports = [] } = registrationInfo.credential
    return { credentialId, publicKey, counter, transports }
  } catch {
    return undefined
  }
}

export type KnownPasskey = { credentialId: string; publicKey: Uint8Array; counter: number; transports: string[] }

/** The passkey's counter after a right answer; undefined for a wrong one, and for a counter that went back (a copied key). */
export async function verifyPasskey(answer: PasskeyAnswer, challenge: string, known: KnownPasskey) {
  const { id, origin } = relyingParty()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: { ...known, id: known.credentialId, publicKey: new Uint8Array(known.publicKey) },
    })
    return verified ? authenticationInfo.newCounter : undefined
  } catch {
    return undefined
  }
}
