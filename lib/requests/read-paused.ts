import type { Temporal } from 'temporal-polyfill'
import type { Scope } from '#lib/db/begin.ts'
import { type Entry, readStream } from '#lib/history/read-stream.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { clockOf } from './clock-of.ts'
import { deriveDates } from './derive-dates.ts'
import { lawOf } from './law-of.ts'
import { isOpen } from './status.ts'
import type { RequestRow } from './store.ts'

/** A clock that stands still: since when, and which day would be due if it ran on from today. */
export type Paused = { since: Temporal.PlainDate; dueIfResumed: Temporal.PlainDate }

/**
 * Step: whether the clock of a request stands still now, derived from its events as of this instant; null while it runs. The cached due
 * date does not move while it stands, because nobody knows yet how far.
 */
export async function readPaused(
  { tx, now }: Scope,
  request: RequestRow,
  history?: readonly Entry[],
): Promise<Paused | null> {
  if (!request.pausedSince || !isOpen(request.status)) return null
  const organisation = (await readOrganisation(tx))!
  const clock = clockOf(history ?? (await readStream(tx, `request:${request.id}`)))
  const { governing } = deriveDates(await lawOf(tx, request, organisation), clock, now)
  return governing.paused.openSince
    ? { since: governing.paused.openSince, dueIfResumed: governing.dueDate }
    : { since: request.pausedSince, dueIfResumed: governing.dueDate }
}
