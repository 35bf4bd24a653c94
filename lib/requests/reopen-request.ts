import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { openIntake } from './intake.ts'
import { keepReason, reasonField } from './keep-reason.ts'
import { isOpenTo } from './officer-moves.ts'
import { receiveRequest } from './receive-request.ts'
import { channels } from './status.ts'
import { lockByRef } from './store.ts'
import { writeLetter } from './write-letter.ts'

/**
 * Takes a closed request up again, as a request of its own that goes on where the other ended: what was found for the closed one is
 * destroyed with its key and no key is made twice. The closed one keeps its dates and its outcome. The same question keeps the day it
 * came, so that its old due date, late or not, governs again; more than was asked for is a new request, with a new clock.
 */
export const reopenRequest = command({
  permission: 'request:reopen',
  input: z.object({
    ref: z.string(),
    extent: z.enum(['same', 'new'], { error: 'extent.missing' }),
    reason: reasonField,
  }),
  async run(scope, { ref, extent, reason }) {
    const closed = await lockByRef(scope.tx, ref)
    if (!closed) return refuse('not-found')
    if (!isOpenTo('reopen', closed.status)) return refuse('wrong-status', { status: closed.status })
    // Nobody proved to be its person: whoever it is asks anew.
    if (!closed.personId) return refuse('never-proved')
    const history = await readStream(scope.tx, `request:${closed.id}`)
    if (history.some(({ event }) => event.type === 'request-reopened')) return refuse('already-done')
    const organisation = (await readOrganisation(scope.tx))!
    const { salt: _salt, ...intake } = openIntake(closed)
    const { country, locale, rules, personId } = closed
    const channel = channels.find(one => one === closed.channel) ?? 'portal'
    const receivedAt = extent === 'same' ? closed.receivedAt : scope.now
    const { request, told } = await receiveRequest(
      scope,
      organisation,
      { channel, country, locale, rules, receivedAt, intake },
      { personId, predecessor: ref },
    )
    await enqueue(scope.tx, 'begin-collection', { requestId: request.id })
    const commitment = await keepReason(scope.tx, closed.id, reason)
    const letter = await writeLetter(scope, request, {
      kind: 'request-reopened',
      data: { extent, reason, due: request.dueOn.toString() },
    })
    const event = { type: 'request-reopened' as const, successor: request.ref, extent, reason: commitment }
    return { ok: true, value: { ref: request.ref }, events: [ofRequest(closed.id, event), ...told, letter] }
  },
})
