import { eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { readStream } from '#lib/history/read-stream.ts'
import { view } from '#lib/kernel/view.ts'
import { houseRules } from '#lib/law/house-rules.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { answerRules } from './answer-rules.ts'
import { clockOf } from './clock-of.ts'
import { deriveDates } from './derive-dates.ts'
import { lawOf } from './law-of.ts'
import type { Status } from './status.ts'
import { requests } from './table.ts'

export type RegimeChoice = {
  rule: string
  applies: boolean
  dueOn: Temporal.PlainDate
  cite: string
  confirmed: boolean
}

export type Regimes = { status: Status; country: string; dueOn: Temporal.PlainDate; choices: RegimeChoice[] }

/** The laws an officer may choose from, and when each would want the answer of this request. Changes nothing. */
export const viewRegimes = view({
  permission: 'request:change-regime',
  async run({ tx }, { ref }: { ref: string }): Promise<Regimes | undefined> {
    const [request] = await tx.select().from(requests).where(eq(requests.ref, ref))
    const organisation = request && (await readOrganisation(tx))
    if (!request || !organisation) return undefined
    const clock = clockOf(await readStream(tx, `request:${request.id}`))
    const law = await lawOf(tx, request, organisation, answerRules(await houseRules(tx)))
    const choices = law.answers.map(one => {
      const { ruleId: rule, dueDate, confirmed } = deriveDates({ ...law, answers: [one] }, clock).governing
      return { rule, applies: request.rules.includes(rule), dueOn: dueDate, cite: one.rule.cite, confirmed }
    })
    return { status: request.status, country: request.country, dueOn: request.dueOn, choices }
  },
})
