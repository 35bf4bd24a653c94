import { z } from 'zod'
import { ofAccess } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import { refuse } from '#lib/kernel/result.ts'
import { hashOf, openText } from '#lib/vault/house-keys.ts'
import type { Address } from './address.ts'
import { issueLink } from './issue-link.ts'
import { mailLimits, withinLimits } from './limits.ts'
import { findLink } from './store.ts'

const input = z.object({ token: z.string().max(200), origin: z.string() })

/**
 * Sends a new link to the mailbox of an expired one, for the same request and the same way back. It proves nothing and opens
 * nothing: only who reads that mailbox can go on. A link is renewed once, so it stands for its mailbox here. `origin` is counted as
 * a keyed hash and not kept.
 */
export const renewLink = command({
  permission: 'link:send',
  input,
  within: (actor, { token, origin }) => withinLimits(actor, mailLimits(token, origin)),
  // Holding the expired link is the right to another one, and no visitor may read where it went.
  asSystem: true,
  async run(scope, { token }) {
    const tokenHash = hashOf('token', token)
    const link = await findLink(scope.tx, tokenHash)
    if (!link) return refuse('link-unknown')
    const address = openText(`link_token.address:${hexOf(tokenHash)}`, link.address) as Address
    const { purpose, requestId, returnTo, locale } = link
    await issueLink(
      scope,
      address,
      locale,
      purpose === 'prove-request'
        ? { purpose, requestId: requestId!, returnTo }
        : { purpose, requestId: null, returnTo },
    )
    const stream = `sign-in:${scope.actor.kind}:${scope.actor.id}`
    return { ok: true, value: { sent: true as const }, events: [ofAccess(stream, { type: 'sign-in-link-sent' })] }
  },
})
