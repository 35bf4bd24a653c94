import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { datesOf, moveDates } from './derive-dates.ts'
import { keepReason, reasonField } from './keep-reason.ts'
import { isOpenTo } from './officer-moves.ts'
import { readyClock } from './ready-clock.ts'
import { lockByRef } from './store.ts'
import { writeLetter } from './write-letter.ts'

/** An amount as it is written in either language, to the hundredth: "12.50", "12,50". */
const amount = z
  .string({ error: 'amount.missing' })
  .trim()
  .regex(/^\d{1,5}([.,]\d{2})?$/, 'amount.unreadable')
  .transform(text => Math.round(Number(text.replace(',', '.')) * 100))
  .refine(minor => minor > 0, 'amount.unreadable')

/**
 * Asks for a fee, where every law of the request knows one: a further copy, or a request that is manifestly unfounded or excessive
 * (Art. 12(5), 15(3) GDPR; in Switzerland an announced share of the cost, DPO Art. 19). In the United Kingdom the clock starts with
 * the payment (Art. 12A), in Switzerland after ten days to reflect, in the Union it runs on.
 */
export const askFee = command({
  permission: 'request:ask',
  input: z.object({
    ref: z.string(),
    amount,
    currency: z.enum(['EUR', 'GBP', 'CHF', 'USD'], { error: 'currency.missing' }),
    reason: reasonField,
  }),
  async run(scope, { ref, amount: minor, currency, reason }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('fee', request.status)) return refuse('wrong-status', { status: request.status })
    const ready = await readyClock(scope, request, 'fee-asked', ({ answers }) =>
      answers.every(({ rule }) => rule.fee) ? undefined : 'fee-not-allowed',
    )
    if (!ready.ok) return ready
    const commitment = await keepReason(scope.tx, request.id, reason)
    const { request: moved, dates } = await moveDates(scope, request, ready.clock)
    const due = dates.governing.dueDate.toString()
    const letter = await writeLetter(scope, moved, {
      kind: 'fee-asked',
      data: { amount: (minor / 100).toFixed(2), currency, reason, due },
    })
    const asked = { type: 'fee-asked' as const, minor, currency, reason: commitment, ...datesOf(dates.governing) }
    return { ok: true, value: { due }, events: [ofRequest(request.id, asked), letter] }
  },
})
