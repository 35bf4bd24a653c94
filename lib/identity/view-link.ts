import { Temporal } from 'temporal-polyfill'
import { view } from '#lib/kernel/view.ts'
import { hashOf } from '#lib/vault/house-keys.ts'
import { findLink } from './store.ts'

export type LinkState = { state: 'live' | 'expired'; purpose: 'prove-request' | 'sign-in' }

/** What a link would do, without consuming it: mail scanners open links as often as they like. "Not found" once it was used. */
export const viewLink = view({
  permission: 'link:prove',
  // As for the proof: holding the token is the right, and no visitor may read the table.
  asSystem: true,
  async run({ tx, now }, token: string): Promise<LinkState | undefined> {
    const link = await findLink(tx, hashOf('token', token))
    if (!link) return undefined
    const live = Temporal.Instant.compare(link.expiresAt, now) > 0
    return { state: live ? 'live' : 'expired', purpose: link.purpose }
  },
})
