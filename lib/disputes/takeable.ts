import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { civilDate } from '#lib/deadlines/zone.ts'
import { openIntake } from '#lib/requests/intake.ts'
import type { RequestRow } from '#lib/requests/store.ts'
import { type DisputeKind, disputeKinds } from './dispute-words.ts'
import type { Disputable } from './read-standing.ts'
import { hasOpen } from './store.ts'

/** Somebody who proved who they are, or to whom letters go on paper: nobody else could read what is answered. */
export const isReachable = (request: Pick<RequestRow, 'id' | 'intake' | 'personId'>): boolean =>
  request.personId !== null || openIntake(request).post !== undefined

/**
 * Before what none can have come: a complaint is about a request, an appeal against the refusal that stands. Null where there is no
 * refusal. Pure.
 */
export const earliest = (
  kind: DisputeKind,
  { receivedAt }: Pick<RequestRow, 'receivedAt'>,
  { refusedAt }: Pick<Disputable, 'refusedAt'>,
): Temporal.Instant | null => (kind === 'complaint' ? receivedAt : refusedAt)

export type Takeable = {
  /** Each with the first day on which it can have come. */
  kinds: { kind: DisputeKind; since: Temporal.PlainDate }[]
  /** Why there is none: nobody could read an answer, one is open already, or no law of the request knows any now. */
  shut: 'unproved' | 'open' | 'unavailable' | null
}

/**
 * Step: what an officer can take in about a request. Of an appeal that came while it was open the time may be over today; whether it was
 * open is asked for its own day.
 */
export async function takeable(
  tx: Tx,
  request: RequestRow,
  standing: Disputable,
  now: Temporal.Instant,
): Promise<Takeable> {
  if (!isReachable(request)) return { kinds: [], shut: 'unproved' }
  const today = civilDate(now, standing.law.zone)
  const known = disputeKinds.flatMap(kind => {
    const at = earliest(kind, request, standing)
    const since = at && civilDate(at, standing.law.zone)
    return since && [since, today].some(day => standing.rulesOn(kind, day).length > 0) ? [{ kind, since }] : []
  })
  if (known.length === 0) return { kinds: [], shut: 'unavailable' }
  const kinds: Takeable['kinds'] = []
  for (const one of known) if (!(await hasOpen(tx, request.id, one.kind))) kinds.push(one)
  return { kinds, shut: kinds.length === 0 ? 'open' : null }
}
