import type { Scope } from '#lib/db/begin.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import { newToken } from '#lib/kernel/ids.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { hashOf, sealText } from '#lib/vault/house-keys.ts'
import type { Address } from './address.ts'
import { insertLink, retireLinks } from './store.ts'

/** A link lives ten minutes: long enough for a slow mailbox, short enough for a forgotten one. */
export const linkMinutes = 10

export const hashAddress = (address: Address): Uint8Array => hashOf('address', address)

export type LinkFor =
  | { purpose: 'prove-request'; requestId: string; returnTo: string }
  | { purpose: 'sign-in'; requestId: null; returnTo: string }

/**
 * Step: a new link to one mailbox. Older links to it die, the token is stored as a keyed hash only, and the mail that
 * carries it is born in the same transaction.
 */
export async function issueLink(scope: Scope, address: Address, locale: string, link: LinkFor): Promise<void> {
  const token = newToken()
  const tokenHash = hashOf('token', token)
  await retireLinks(scope.tx, hashAddress(address))
  await insertLink(scope.tx, {
    tokenHash,
    addressHash: hashAddress(address),
    address: sealText(`link_token.address:${hexOf(tokenHash)}`, address),
    purpose: link.purpose,
    requestId: link.requestId,
    returnTo: link.returnTo,
    locale,
    expiresAt: scope.now.add({ minutes: linkMinutes }),
  })
  await queueMail(scope, {
    to: address,
    letter: link.purpose === 'prove-request' ? 'prove-request' : 'sign-in-link',
    data: { link: `/verify/${token}`, disown: `/verify/${token}/not-me` },
    locale,
    ...(link.requestId ? { requestId: link.requestId } : {}),
  })
}
