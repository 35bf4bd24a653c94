import { readAddress } from '#lib/identity/address.ts'
import { hashAddress } from '#lib/identity/issue-link.ts'
import { view } from '#lib/kernel/view.ts'
import { findSuppressed } from './store.ts'

/** Whether one address is on the list, and since when: what a mailing tool asks before it sends. */
export const viewSuppressed = view({
  permission: 'preference:export',
  async run({ tx }, typed: string): Promise<{ suppressed: boolean; since: string | null } | undefined> {
    const read = readAddress(typed)
    if (!read.ok) return undefined
    const found = await findSuppressed(tx, hashAddress(read.address))
    return { suppressed: found !== undefined, since: found?.since.toString() ?? null }
  },
})
