import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { decideExtension } from '#lib/deadlines/decide-extension.ts'
import { readStream } from '#lib/history/read-stream.ts'
import type { Refusal } from '#lib/kernel/result.ts'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { clockOf } from './clock-of.ts'
import { deriveDates, dueInputs } from './derive-dates.ts'
import { extensionRefusals } from './extension-refusals.ts'
import { lawOf } from './law-of.ts'
import type { Status } from './status.ts'
import { requests } from './table.ts'

export type RuleExtension =
  | { rule: string; ok: true; was: Temporal.PlainDate; due: Temporal.PlainDate; cite: string }
  | { rule: string; ok: false; why: Refusal; was: Temporal.PlainDate }

export type Extension = {
  status: Status
  was: Temporal.PlainDate
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
    const rules = dueInputs(law, clock).map((input, index): RuleExtension => {
      const decision = decideExtension(input, { at: now })
      const was = before.derivations[index]!.dueDate
      if (!decision.ok)
        return {
          rule: input.rule.id,
          ok: false,
          why: extensionRefusals[decision.why] ?? 'extension-not-available',
          was,
        }
      return {
        rule: input.rule.id,
        ok: true,
        was,
        due: decision.newDue,
        cite: input.rule.cite_by_step.extension ?? input.rule.cite,
      }
    })
    const after = rules.map(rule => (rule.ok ? rule.due : rule.was)).toSorted(Temporal.PlainDate.compare)
    const extended = before.derivations.filter((_, index) => rules[index]!.ok)
    return {
      status: request.status,
      was: request.dueOn,
      due: extended.length > 0 ? after[0]! : null,
      noticeBy: extended[0]?.extensionNoticeBySafe ?? null,
      rules,
    }
  },
})
