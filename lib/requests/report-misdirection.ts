import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { commitTo } from '#lib/history/commitment.ts'
import { ofRequest } from '#lib/history/events.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { invalid, refuse } from '#lib/kernel/result.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { sealValue } from '#lib/vault/house-keys.ts'
import { insertBreach, revokeReleased } from './breach-store.ts'
import { reasonField } from './keep-reason.ts'
import { readMoment } from './read-moment.ts'
import { lockByRef } from './store.ts'
import { tellTeam } from './tell-team.ts'

/** Art. 33(1) GDPR: without undue delay and, where feasible, not later than 72 hours after having become aware of it. */
const hoursToNotify = 72

/**
 * A copy went to the wrong person. It is out of reach in the same instant, destroyed with its key by a job born here, and a breach is
 * recorded whose clock runs from the moment somebody knew, not from the moment it was typed.
 */
export const reportMisdirection = command({
  permission: 'breach:handle',
  input: z.object({
    ref: z.string(),
    account: reasonField,
    awareOn: z.string().default(''),
    awareTime: z.string().default(''),
  }),
  async run(scope, { ref, account, awareOn, awareTime }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    const revoked = await revokeReleased(scope.tx, request.id)
    if (!revoked) return refuse('wrong-status', { status: request.status })
    const { zone } = (await readOrganisation(scope.tx))!
    const aware = readMoment(awareOn, awareTime, scope.now, zone)
    if (typeof aware === 'string') return invalid({ awareOn: [aware] })
    if (Temporal.Instant.compare(aware, request.receivedAt) < 0) return invalid({ awareOn: ['moment.too-early'] })
    const id = newId()
    const { salt, digest } = commitTo(account)
    const dueAt = aware.add({ hours: hoursToNotify })
    await insertBreach(scope.tx, {
      id,
      requestId: request.id,
      awareAt: aware,
      dueAt,
      account: sealValue(`breach.account:${id}`, { text: account, salt }),
      ...{ authority: 'undecided', authorityAt: null, persons: 'undecided', personsAt: null, closedAt: null },
    })
    await enqueue(scope.tx, 'destroy-package', { requestId: request.id, because: 'misdirected' })
    await tellTeam(scope, request, 'team-breach')
    const opened = { type: 'breach-opened' as const, breach: id, awareAt: aware.toString(), dueAt: dueAt.toString() }
    return {
      ok: true,
      value: { breach: id },
      events: [
        ofRequest(request.id, { type: 'release-revoked', package: revoked }),
        ofRequest(request.id, { ...opened, account: digest }),
      ],
    }
  },
})
