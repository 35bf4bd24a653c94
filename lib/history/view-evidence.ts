import { eq } from 'drizzle-orm'
import type { Actor } from '#lib/access/actor.ts'
import { view } from '#lib/kernel/view.ts'
import { requests } from '#lib/requests/table.ts'
import { type ProvenStream, proveEvents } from './prove-events.ts'

const viewSubject = view({
  permission: 'audit:read',
  recordsLook: (ref: string) => ({ at: 'evidence', ref }),
  run: async ({ tx }, ref) =>
    (await tx.select({ id: requests.id, ref: requests.ref }).from(requests).where(eq(requests.ref, ref)))[0],
})

/** One request's sealed events with their inclusion proofs, or null: there is no such request for this actor, or nothing is sealed yet. */
export async function proveRequest(actor: Actor, ref: string): Promise<({ ref: string } & ProvenStream) | null> {
  const found = await viewSubject(actor, ref)
  if (!found.ok) return null
  const proven = await proveEvents(`request:${found.value.id}`)
  return proven && { ref: found.value.ref, ...proven }
}
