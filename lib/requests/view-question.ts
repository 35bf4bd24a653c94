import { readStream } from '#lib/history/read-stream.ts'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { clockOf } from './clock-of.ts'
import { deriveDates } from './derive-dates.ts'
import { lawOf } from './law-of.ts'
import { openQuestion } from './message-store.ts'
import { isOpen } from './status.ts'
import { readByRef } from './store.ts'

/** What a question would do to the clock under each law that applies, before anybody asks it. */
export const viewQuestion = view({
  permission: 'question:ask',
  async run({ tx, now }, { ref }: { ref: string }) {
    const request = await readByRef(tx, ref)
    const organisation = request && (await readOrganisation(tx))
    if (!request || !organisation) return undefined
    const { status, dueOn } = request
    const waiting = (await openQuestion(tx, request.id)) !== undefined
    if (!isOpen(status) || waiting) return { status, dueOn, waiting, pauses: false, rules: [] }
    const clock = clockOf(await readStream(tx, `request:${request.id}`))
    const asked = { type: 'clarification-asked' as const, at: now }
    const dates = deriveDates(await lawOf(tx, request, organisation), [...clock, asked])
    return {
      status,
      dueOn,
      waiting,
      pauses: dates.governing.paused.openSince !== null,
      rules: dates.derivations.map(({ ruleId, dueDate, paused }) => ({
        rule: ruleId,
        dueOn: dueDate,
        pauses: paused.openSince !== null,
      })),
    }
  },
})
