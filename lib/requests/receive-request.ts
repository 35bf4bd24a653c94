import { Temporal } from 'temporal-polyfill'
import type { Scope } from '#lib/db/begin.ts'
import type { ClockEvent } from '#lib/deadlines/clock-events.ts'
import { commitTo } from '#lib/history/commitment.ts'
import { type CarriedEvent, ofRequest, type Told } from '#lib/history/events.ts'
import { hashAddress } from '#lib/identity/issue-link.ts'
import { newId, newRef } from '#lib/kernel/ids.ts'
import type { Organisation } from '#lib/organisation/read-organisation.ts'
import { broughtOver } from './clock-of.ts'
import { cachedDates, datesOf, deriveDates, lapseInstant, saveDeadlines } from './derive-dates.ts'
import { type Intake, sealIntake } from './intake.ts'
import { lawOnReceipt, type RequestLaw } from './law-of.ts'
import type { Channel } from './status.ts'
import { insertRequest, type RequestRow } from './store.ts'

/** However long ago a letter came: whoever it is from has two weeks from today to prove who they are before the request lapses. */
const daysToProve = 14

/** Somebody who was proved in a request that this one goes on from, and what moved the day of the same question there. */
type Known = { personId: string; predecessor: string; clock: CarriedEvent[] }

type Received = Pick<RequestRow, 'country' | 'locale' | 'rules' | 'receivedAt'> & {
  channel: Channel
  intake: Omit<Intake, 'salt'>
}

/** Step: a request that an officer writes down: its row, its dates from the true day of receipt, and the word of it. */
export async function receiveRequest(
  scope: Scope,
  organisation: Organisation,
  { intake, ...received }: Received,
  known?: Known,
  /** The law it is counted under, where that is not the law of today. */
  kept?: RequestLaw,
): Promise<{ request: RequestRow; told: [Told, ...Told[]] }> {
  const { id, ref } = { id: newId(), ref: newRef() }
  const clock: ClockEvent[] = [
    { type: 'received', at: received.receivedAt },
    // Who was proved in the request before is not asked again, so no clock waits for them.
    ...(known ? known.clock.map(broughtOver) : [{ type: 'identity-asked' as const, at: scope.now }]),
  ]
  const law = kept ?? (await lawOnReceipt(scope.tx, received.rules, organisation, received.receivedAt))
  const dates = deriveDates(law, clock)
  const { salt, digest } = commitTo(JSON.stringify(intake))
  const row = {
    ...received,
    id,
    ref,
    right: 'access' as const,
    status: known ? ('proved' as const) : ('received' as const),
    personId: known?.personId ?? null,
    // Nobody's browser: what an officer wrote down is mended at the desk alone.
    visitorId: newId(),
    addressHash: hashAddress(intake.address),
    intake: sealIntake(id, { ...intake, salt }),
    rules: dates.derivations.map(({ ruleId }) => ruleId),
    lapseAt: later(lapseInstant(clock, dates.governing), scope.now.add({ hours: 24 * daysToProve })),
    assignedTo: null,
    attempt: 0,
    outcome: null,
    ...{ answeredAt: null, refused: false, extended: false },
    changedAt: scope.now,
    ...cachedDates(dates.governing),
  }
  await insertRequest(scope.tx, row)
  await saveDeadlines(scope.tx, id, law, dates, true)
  const told = {
    type: 'request-submitted' as const,
    ref,
    right: row.right,
    channel: received.channel,
    country: received.country,
    locale: received.locale,
    receivedAt: received.receivedAt.toString(),
    rules: row.rules,
    intake: digest,
    ...(intake.behalf && { behalf: intake.behalf.kind }),
    ...datesOf(dates.governing),
  }
  if (!known) return { request: row, told: [ofRequest(id, told)] }
  const { personId: person, predecessor, clock: moved } = known
  const carried = {
    type: 'proof-carried-over' as const,
    person,
    predecessor,
    ...(moved.length > 0 && { clock: moved }),
  }
  return { request: row, told: [ofRequest(id, told), ofRequest(id, { ...carried, ...datesOf(dates.governing) })] }
}

const later = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) >= 0 ? one : other
