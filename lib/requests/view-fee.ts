import { readStream } from '#lib/history/read-stream.ts'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { clockOf, isAsked } from './clock-of.ts'
import { lawOf } from './law-of.ts'
import { readByRef } from './store.ts'

/** Whether a fee waits to be paid; per law, whether one may be asked for and what that does to the clock. */
export const viewFee = view({
  permission: 'request:ask',
  async run({ tx }, { ref }: { ref: string }) {
    const request = await readByRef(tx, ref)
    const organisation = request && (await readOrganisation(tx))
    if (!request || !organisation) return undefined
    const clock = clockOf(await readStream(tx, `request:${request.id}`))
    const { answers } = await lawOf(tx, request, organisation)
    return {
      status: request.status,
      dueOn: request.dueOn,
      waits: isAsked(clock, 'fee'),
      rules: answers.map(({ rule }) => ({
        rule: rule.id,
        fee: rule.fee ? feeEffect(rule.start.latest_of) : ('none' as const),
        cite: rule.fee?.cite ?? rule.cite,
      })),
    }
  },
})

const feeEffect = (starts: readonly string[]) => {
  if (starts.includes('fee')) return 'starts' as const
  return starts.includes('fee_reflection') ? ('reflection' as const) : ('runs-on' as const)
}
