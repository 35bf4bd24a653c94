import { z } from 'zod'
import { commitTo } from '#lib/history/commitment.ts'
import { ofRequest } from '#lib/history/events.ts'
import { addressField } from '#lib/identity/address-field.ts'
import { hashAddress, issueLink } from '#lib/identity/issue-link.ts'
import { mailLimits, withinLimits } from '#lib/identity/limits.ts'
import { retireLinks } from '#lib/identity/store.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { openIntake, sealIntake } from './intake.ts'
import { amend, lockByRef } from './store.ts'

const input = z.object({ ref: z.string(), address: addressField, origin: z.string() })

/** Corrects the address of an unproved request, or sends its link again; only from the browser that asked. */
export const mendAddress = command({
  permission: 'request:mend-address',
  input,
  within: (actor, { address, origin }) => withinLimits(actor, mailLimits(address, origin)),
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
