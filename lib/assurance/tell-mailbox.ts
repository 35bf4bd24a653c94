import type { Scope } from '#lib/db/begin.ts'
import type { Address } from '#lib/identity/address.ts'
import { hashAddress } from '#lib/identity/issue-link.ts'
import { newId, newToken } from '#lib/kernel/ids.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import type { RequestRow } from '#lib/requests/store.ts'
import { hashOf } from '#lib/vault/house-keys.ts'
import { insertAlert } from './store.ts'

/**
 * Step: tells a mailbox that a request was opened which may concern it, once for each request, with the way to say "this was not me". The
 * mail names nobody and nothing. Gives the alert's id, or null when this mailbox was told before.
 */
export async function tellMailbox(
  scope: Scope,
  request: Pick<RequestRow, 'id' | 'locale'>,
  address: Address,
  letter: 'request-opened' | 'former-address-named',
): Promise<string | null> {
  const { id, token } = { id: newId(), token: newToken() }
  const told = await insertAlert(scope.tx, {
    id,
    tokenHash: hashOf('token', token),
    requestId: request.id,
    addressHash: hashAddress(address),
    toldAt: scope.now,
  })
  if (!told) return null
  await queueMail(scope, { to: address, letter, data: { notMe: `/not-me/${token}` }, locale: request.locale })
  return id
}
