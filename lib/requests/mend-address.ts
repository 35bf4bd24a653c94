import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { commitTo } from '#lib/history/commitment.ts'
import { ofRequest } from '#lib/history/events.ts'
import { addressField } from '#lib/identity/address-field.ts'
import { hashAddress, issueLink } from '#lib/identity/issue-link.ts'
import { withinLimits } from '#lib/identity/limits.ts'
import { retireLinks } from '#lib/identity/store.ts'
import { command } from '#lib/kernel/command.ts'
import { type Result, refuse } from '#lib/kernel/result.ts'
import { openIntake, sealIntake } from './intake.ts'
import { amend, lockByRef } from './store.ts'

const input = z.object({ ref: z.string(), address: addressField, origin: z.string() })

const mend = command({
  permission: 'request:mend-address',
  input,
  async run(scope, { ref, address }) {
    // Row-level security shows a browser only what it asked itself, and only while it is unproved.
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    const { relation, message } = openIntake(request)
    const { salt, digest } = commitTo(JSON.stringify({ address, relation, message }))
    // The link to the mistyped mailbox must not work any more: it belongs to somebody else.
    await retireLinks(scope.tx, request.addressHash)
    await amend(scope, request, {
      addressHash: hashAddress(address),
      intake: sealIntake(request.id, { address, relation, message, salt }),
    })
    await issueLink(scope, address, request.locale, {
      purpose: 'prove-request',
      requestId: request.id,
      returnTo: `/requests/${ref}`,
    })
    return { ok: true, value: { ref }, events: [ofRequest(request.id, { type: 'address-mended', intake: digest })] }
  },
})

/** Corrects the address of an unproved request, or sends its link again; only from the browser that asked. */
export async function mendAddress(actor: Actor, raw: z.input<typeof input>): Promise<Result<{ ref: string }>> {
  const within = await withinLimits(actor, [
    ['link-global', ''],
    ['link-per-origin', String(raw.origin)],
    ['link-per-mailbox', String(raw.address).trim().toLowerCase()],
  ])
  return within ? mend(actor, raw) : refuse('too-many')
}
