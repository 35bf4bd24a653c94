import { Temporal } from 'temporal-polyfill'

/** How long the owner of an address has to say that a request is not theirs. */
export const waitHours = 72

type Known = {
  /** When the first row that carries the address was entered; null when none is dated. */
  since: Temporal.Instant | null
  /** How many rows carry the address. */
  carriers: number
  receivedAt: Temporal.Instant
}

/**
 * Until when an answer waits for lack of age alone. An address that stands in a row entered 72 hours or more before the request waits for
 * nothing. One entered later waits until its row is 72 hours old. One that stands in no dated row waits 72 hours from the request on; so
 * does one that stands in no row at all although something was found. Null: nothing to wait for.
 */
export function waitsUntil({ since, carriers, receivedAt }: Known, found: boolean): Temporal.Instant | null {
  if (!found) return null
  const from = carriers > 0 && since ? since : receivedAt
  const until = from.add({ hours: waitHours })
  return Temporal.Instant.compare(until, receivedAt) <= 0 ? null : until
}

/** Whether a row is so young that the address may have been planted for this request. */
export const isFresh = ({ since, receivedAt }: Pick<Known, 'since' | 'receivedAt'>, days: number): boolean =>
  since !== null && Temporal.Instant.compare(since, receivedAt.subtract({ hours: 24 * days })) > 0
