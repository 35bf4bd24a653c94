import { eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import type { Rule } from '#lib/deadlines/rule-schema.ts'
import { allRules, ruleVersion } from '#lib/deadlines/rules.ts'
import { type Entry, readStream } from '#lib/history/read-stream.ts'
import { readStaff } from '#lib/identity/staff-store.ts'
import { view } from '#lib/kernel/view.ts'
import { asHouseHas } from './house-rules.ts'
import { readConfirmations, readSwitches } from './store.ts'
import { ruleConfirmations, ruleSwitches } from './table.ts'

/** One rule as this house has it, and who said so. */
export type RuleOnDesk = {
  rule: Rule
  version: string
  published: { enabled: boolean; confirmed: boolean }
  confirmation: { source: string; by: string; at: Temporal.Instant } | null
  switched: { reason: string; by: string; at: Temporal.Instant } | null
}

/** Every published rule with its source, its mark and its state here; and what was said about the law, latest first. */
export const viewRules = view({
  permission: 'law:read',
  async run({ tx }, _query: undefined): Promise<{ rules: RuleOnDesk[]; history: (Entry & { by: string })[] }> {
    const staff = await readStaff(tx)
    const name = (id: string) => staff.get(id)?.name ?? ''
    const history = (await readStream(tx, 'law')).toReversed()
    return {
      rules: await rulesOnDesk(tx, name),
      history: history.map(entry => ({ ...entry, by: name(entry.actor.split(':')[1] ?? '') })),
    }
  },
})

async function rulesOnDesk(tx: Tx, name: (id: string) => string): Promise<RuleOnDesk[]> {
  const confirmed = await tx.select().from(ruleConfirmations)
  const switched = new Map((await tx.select().from(ruleSwitches)).map(row => [row.rule, row]))
  const here = asHouseHas(await readSwitches(tx), await readConfirmations(tx))
  return here.map((rule, index) => {
    const { enabled, confirmed: sure } = allRules[index]!
    const version = ruleVersion(rule)
    const word = confirmed.find(row => row.rule === rule.id && row.ruleVersion === version)
    const turned = switched.get(rule.id)
    return {
      rule,
      version,
      published: { enabled, confirmed: sure },
      confirmation: word ? { source: word.source, by: name(word.confirmedBy), at: word.confirmedAt } : null,
      switched: turned ? { reason: turned.reason, by: name(turned.switchedBy), at: turned.switchedAt } : null,
    }
  })
}

/** One rule by its id and version, for the page that asks about it. */
export const viewRule = view({
  permission: 'law:read',
  async run({ tx }, { rule: id }: { rule: string }): Promise<RuleOnDesk | undefined> {
    const [turned] = await tx.select().from(ruleSwitches).where(eq(ruleSwitches.rule, id))
    const staff = await readStaff(tx)
    const found = (await rulesOnDesk(tx, by => staff.get(by)?.name ?? '')).findLast(one => one.rule.id === id)
    return found && { ...found, switched: turned ? found.switched : null }
  },
})
