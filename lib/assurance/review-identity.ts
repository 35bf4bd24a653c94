import { z } from 'zod'
import { worker } from '#lib/access/actor.ts'
import { ofRequest } from '#lib/history/events.ts'
import type { Address } from '#lib/identity/address.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockUnderReview } from '#lib/requests/lock-under-review.ts'
import { factsOf, sealFacts } from './facts.ts'
import { raiseFlags } from './raise-flags.ts'
import { type Looked, readFindings } from './read-findings.ts'
import { readReview, saveReview } from './store.ts'
import { tellMailbox } from './tell-mailbox.ts'
import { waitsUntil } from './waiting-time.ts'

const record = command({
  permission: 'identity:run',
  input: z.object({ requestId: z.uuid(), attempt: z.int().positive(), looked: z.custom<Looked>() }),
  async run(scope, { requestId, attempt, looked: { evidence, address, found, formerAddresses } }) {
    const request = await lockUnderReview(scope.tx, requestId, attempt)
    if (!request) return refuse('superseded')
    if ((await readReview(scope.tx, requestId))?.attempt === attempt) return refuse('already-done')
    const facts = factsOf(requestId, evidence)
    const { receivedAt } = request
    const until = waitsUntil({ since: evidence.since, carriers: evidence.carriers, receivedAt }, found)
    const flags = raiseFlags(evidence, { address, receivedAt, facts: facts.length, found, formerAddresses })
    await saveReview(scope.tx, {
      requestId,
      attempt,
      facts: sealFacts('identity_review.facts', requestId, facts),
      reviewedAt: scope.now,
    })
    let told = 0
    for (const other of evidence.addresses)
      if (await tellMailbox(scope, request, other as Address, 'request-opened')) told++
    const event = {
      type: 'identity-reviewed' as const,
      attempt,
      flags,
      facts: facts.length,
      told,
      waitUntil: until?.toString() ?? null,
    }
    return { ok: true, value: undefined, events: [ofRequest(requestId, event)] }
  },
})

/**
 * The job born when a search ends: looks at what was found for whose it is, tells the person's other mailboxes, and says what an officer
 * should know. Delivered twice, it finds itself done; overtaken by a new search, it changes nothing.
 */
export async function reviewIdentity({ requestId, attempt }: { requestId: string; attempt: number }): Promise<void> {
  const looked = await readFindings(requestId, attempt)
  if (looked) await record(worker, { requestId, attempt, looked })
}
