import type { Tx } from '#lib/db/begin.ts'
import type { Rule } from '#lib/deadlines/rule-schema.ts'
import { allRules, type Confirmation, confirmRule } from '#lib/deadlines/rules.ts'
import { readConfirmations, readSwitches } from './store.ts'

/** Step: the published rules as this house has them: put on or off by an admin, confirmed with a source. */
export async function houseRules(tx: Tx): Promise<readonly Rule[]> {
  return asHouseHas(await readSwitches(tx), await readConfirmations(tx))
}

/** Pure. Neither a switch nor a confirmation makes it another rule: the version stays. */
export function asHouseHas(
  switches: ReadonlyMap<string, boolean>,
  confirmations: readonly Confirmation[],
  rules: readonly Rule[] = allRules,
): Rule[] {
  return rules.map(rule => {
    const enabled = switches.get(rule.id)
    return confirmRule(enabled === undefined ? rule : { ...rule, enabled }, confirmations)
  })
}
