import { z } from 'zod'
import { ofAccess } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { addressField } from './address-field.ts'
import { issueLink } from './issue-link.ts'
import { mailLimits, withinLimits } from './limits.ts'
import { localeField } from './locale-field.ts'
import { returnPath } from './return-path.ts'

const input = z.object({ address: addressField, returnTo: returnPath, locale: localeField, origin: z.string() })

/**
 * Sends a link to any mailbox whose address can exist, known or unknown alike: same answer, same mail, same time.
 * `origin` is the network address asked from; it is counted as a keyed hash and not kept.
 */
export const sendMagicLink = command({
  permission: 'link:send',
  input,
  within: (actor, { address, origin }) => withinLimits(actor, mailLimits(address, origin)),
  async run(scope, { address, returnTo, locale }) {
    await issueLink(scope, address, locale, { purpose: 'sign-in', requestId: null, returnTo })
    return {
      ok: true,
      value: { sent: true as const },
      events: [ofAccess(`sign-in:${scope.actor.kind}:${scope.actor.id}`, { type: 'sign-in-link-sent' })],
    }
  },
})
