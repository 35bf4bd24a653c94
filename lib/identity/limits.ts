import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible'
import type { Actor } from '#lib/access/actor.ts'
import { begin, type Scope } from '#lib/db/begin.ts'
import { hashOf } from '#lib/vault/house-keys.ts'
import { rateCounters } from './table.ts'

/** How often, in how many seconds. Generous to a person who mistypes, tight for a machine. */
export const limits = {
  'link-per-mailbox': { points: 5, duration: 900 },
  'link-per-origin': { points: 30, duration: 900 },
  'link-global': { points: 600, duration: 60 },
  'proof-per-origin': { points: 120, duration: 900 },
  'passkey-per-origin': { points: 60, duration: 900 },
  'file-per-origin': { points: 600, duration: 900 },
  'trial-per-officer': { points: 40, duration: 3600 },
  'message-per-person': { points: 20, duration: 3600 },
} as const

export type Limit = keyof typeof limits

/**
 * What a mail with a link counts against. The mailbox is named by the address as it was read, never as it was typed. From the
 * narrowest to the widest: whoever floods from one place is stopped there and takes no share of what everybody has.
 */
export const mailLimits = (mailbox: string, origin: string): [Limit, string][] => [
  ['link-per-origin', origin],
  ['link-per-mailbox', mailbox],
  ['link-global', ''],
]

/**
 * Counts one use of each limit and says whether all still allow it. Counted in a transaction of its own: a refusal that
 * follows must not give the points back. Keys are hashed, so that the counters name nobody.
 */
export async function withinLimits(actor: Actor, uses: readonly (readonly [Limit, string])[]): Promise<boolean> {
  const count = async ({ tx }: Scope): Promise<boolean> => {
    for (const [limit, key] of uses) {
      const counter = new RateLimiterDrizzle({
        storeClient: tx,
        schema: rateCounters,
        clearExpiredByTimeout: false,
        keyPrefix: limit,
        ...limits[limit],
      })
      try {
        await counter.consume(Buffer.from(hashOf('origin', key)).toString('base64url'))
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return false
        throw refused
      }
    }
    return true
  }
  // As the portal: whoever is counted may neither read nor reset the counters, and an auditor writes nothing at all.
  return begin(actor, count, { asSystem: true })
}
