import { eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { readStream } from '#lib/history/read-stream.ts'
import type { Refusal } from '#lib/kernel/result.ts'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { clockOf, extensionsNotified } from './clock-of.ts'
import { deriveDates, dueInputs } from './derive-dates.ts'
import { decideEach } from './extension-decisions.ts'
import { extensionRefusals } from './extension-refusals.ts'
import { lawOf } from './law-of.ts'
import type { Status } from './status.ts'
import { requests } from './table.ts'

export type RuleExtension =
  | { rule: string; ok: true; was: Temporal.PlainDate; due: Temporal.PlainDate; cite: string }
  | { rule: string; ok: false; why: Refusal | 'names-day'; was: Temporal.PlainDate }

export type Extension = {
  status: Status
  was: Temporal.PlainDate
  /** A law that applies has the notice name the day: the officer says which. */
  asksDay: boolean
  /** The governing date after an extension now; the same as before when a rule without one governs. Null: nothing to extend. */
  due: Temporal.PlainDate | null
  /** The last day on which the person may be told, under the first rule that allows one. */
  noticeBy: Temporal.PlainDate | null
  rules: RuleExtension[]
}

/** What an extension notified now would do, rule by rule, before anybody decides (Art. 12(3) GDPR). Changes nothing. */
export const viewExtension = view({
  permission: 'request:extend',
  async run({ tx, now }, { ref }: { ref: string }): Promise<Extension | undefined> {
    const [request] = await tx.select().from(requests).where(eq(requests.ref, ref))
    const organisation = request && (await readOrganisation(tx))
    if (!request || !organisation) return undefined
    const clock = clockOf(await readStream(tx, `request:${request.id}`))
    const law = await lawOf(tx, request, organisation)
    const before = deriveDates(law, clock)
    const inputs = dueInputs(law, clock)
    const decisions = decideEach(inputs, now)
    const rules = decisions.map(({ rule, decision, asksDay }, index): RuleExtension => {
      const was = before.derivations[index]!.dueDate
      if (asksDay) return { rule, ok: false, why: 'names-day', was }
      if (!decision.ok)
        return { rule, ok: false, why: extensionRefusals[decision.why] ?? 'extension-not-available', was }
      const law = inputs[index]!.rule
      return { rule, ok: true, was, due: decision.newDue, cite: law.cite_by_step.extension ?? law.cite }
    })
    const under = rules.filter(({ ok }) => ok).map(({ rule }) => rule)
    const after = deriveDates(law, [...clock, ...extensionsNotified(under, now)])
    const extended = before.derivations.filter((_, index) => rules[index]!.ok || decisions[index]!.asksDay)
    const asksDay = decisions.some(one => one.asksDay)
    return {
      status: request.status,
      was: request.dueOn,
      asksDay,
      due: under.length > 0 && !asksDay ? after.governing.dueDate : null,
      noticeBy: extended[0]?.extensionNoticeBySafe ?? null,
      rules,
    }
  },
})
