import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { ofAccess } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { type Result, refuse } from '#lib/kernel/result.ts'
import { addressField } from './address-field.ts'
import { issueLink } from './issue-link.ts'
import { withinLimits } from './limits.ts'
import { returnPath } from './return-path.ts'

const input = z.object({ address: addressField, returnTo: returnPath, locale: z.string(), origin: z.string() })

const send = command({
  permission: 'link:send',
  input,
  async run(scope, { address, returnTo, locale }) {
    await issueLink(scope, address, locale, { purpose: 'sign-in', requestId: null, returnTo })
    return {
      ok: true,
      value: { sent: true as const },
      events: [ofAccess(`sign-in:${scope.actor.kind}:${scope.actor.id}`, { type: 'sign-in-link-sent' })],
    }
  },
})

/**
 * Sends a link to any mailbox whose address can exist, known or unknown alike: same answer, same mail, same time.
 * `origin` is the network address asked from; it is counted as a keyed hash and not kept.
 */
export async function sendMagicLink(actor: Actor, raw: z.input<typeof input>): Promise<Result<{ sent: true }>> {
  const mailbox = typeof raw.address === 'string' ? raw.address.trim().toLowerCase() : ''
  const within = await withinLimits(actor, [
    ['link-global', ''],
    ['link-per-origin', String(raw.origin)],
    ['link-per-mailbox', mailbox],
  ])
  return within ? send(actor, raw) : refuse('too-many')
}
