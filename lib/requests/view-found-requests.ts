import { desc, eq } from 'drizzle-orm'
import { readAddress } from '#lib/identity/address.ts'
import { hashAddress } from '#lib/identity/issue-link.ts'
import { view } from '#lib/kernel/view.ts'
import { requests } from './table.ts'

/** As many as anybody could mean by one address. */
const most = 50

/**
 * Finds requests by what an officer has in hand: a reference (read aloud, typed without its dashes) or the exact address of the
 * person. Gives references, latest first. An address is compared as a keyed hash, and that somebody searched is recorded.
 */
export const findRequests = view({
  permission: 'request:read',
  recordsLook: () => ({ at: 'search', ref: null }),
  async run({ tx }, { q }: { q: unknown }): Promise<string[]> {
    const typed = typeof q === 'string' ? q.slice(0, 500).trim() : ''
    const ref = readRef(typed)
    const address = readAddress(typed)
    if (!ref && !address.ok) return []
    const found = await tx
      .select({ ref: requests.ref })
      .from(requests)
      .where(
        ref
          ? eq(requests.ref, ref)
          : eq(requests.addressHash, address.ok ? hashAddress(address.address) : new Uint8Array()),
      )
      .orderBy(desc(requests.receivedAt), desc(requests.id))
      .limit(most)
    return found.map(row => row.ref)
  },
})

/** `d 7k3m9qxa` as `D-7K3M-9QXA`; undefined when it is no reference. */
export function readRef(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s–—-]/g, '')
  const [, one, two] = /^D?([2-9A-HJKMNP-TV-Z]{4})([2-9A-HJKMNP-TV-Z]{4})$/.exec(letters) ?? []
  return one && two ? `D-${one}-${two}` : undefined
}
