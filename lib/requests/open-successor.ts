import type { Scope } from '#lib/db/begin.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { carryOver, clockOf } from './clock-of.ts'
import { openIntake } from './intake.ts'
import { keepReason } from './keep-reason.ts'
import { lawOf } from './law-of.ts'
import { receiveRequest } from './receive-request.ts'
import { channels } from './status.ts'
import { fulfil, type RequestRow } from './store.ts'
import { writeLetter } from './write-letter.ts'

type Why = { extent: 'same' | 'new'; reason: string }

/**
 * Step: a request of its own that goes on where a closed one of a known person ended: what was found for the closed one is destroyed
 * with its key and no key is made twice. The closed one keeps its dates and its outcome. The same question keeps the day it came and the
 * law it was counted under, and what moved its clock, so that its old due date, late or not, governs again; more than was asked for is a new request, with a new clock.
 */
export async function openSuccessor(
  scope: Scope,
  closed: RequestRow & { personId: string },
  { extent, reason }: Why,
): Promise<{ ref: string; told: [Told, ...Told[]] }> {
  const organisation = (await readOrganisation(scope.tx))!
  const { salt: _salt, ...intake } = openIntake(closed)
  const { country, locale, rules, personId } = closed
  const channel = channels.find(one => one === closed.channel) ?? 'portal'
  const same = extent === 'same'
  const receivedAt = same ? closed.receivedAt : scope.now
  const before = clockOf(await readStream(scope.tx, `request:${closed.id}`))
  const { request, told } = await receiveRequest(
    scope,
    organisation,
    { channel, country, locale, rules, receivedAt, intake },
    { personId, predecessor: closed.ref, clock: same ? carryOver(before) : [] },
    same ? await lawOf(scope.tx, closed, organisation) : undefined,
  )
  await enqueue(scope.tx, 'begin-collection', { requestId: request.id })
  const commitment = await keepReason(scope.tx, closed.id, reason)
  const letter = await writeLetter(scope, request, {
    kind: 'request-reopened',
    data: { extent, reason, due: request.dueOn.toString() },
  })
  // With this letter they know that we have it, and by when we answer (11 CCR 7021(a)).
  await fulfil(scope, request.id, ['acknowledgement'])
  const event = { type: 'request-reopened' as const, successor: request.ref, extent, reason: commitment }
  return { ref: request.ref, told: [ofRequest(closed.id, event), ...told, letter] }
}
