import type { Temporal } from 'temporal-polyfill'
import type { Rule } from './rule-schema.ts'
import { allRules, findRule, inForce } from './rules.ts'

/** Duties that run from the receipt of the request itself; complaints, appeals and opt-outs have a receipt of their own. */
export const besideTheAnswer = ['acknowledgement', 'refusal_notice'] as const satisfies readonly Rule['duty'][]

/**
 * Enabled rules in force that hang on an answer under these rules: of the same regime, or named by it as its companion
 * (the complaint of the DPA 2018 accompanies the UK GDPR).
 */
export function accompanying(
  answers: readonly Pick<Rule, 'regime'>[],
  on: Temporal.PlainDate,
  duties: readonly Rule['duty'][],
  rules: readonly Rule[] = allRules,
): Rule[] {
  const regimes = new Set(answers.map(answer => answer.regime))
  const ids = rules
    .filter(rule => rule.enabled && duties.includes(rule.duty) && inForce(rule, on))
    .filter(rule => regimes.has(rule.regime) || rule.accompanies?.some(regime => regimes.has(regime)))
    .map(rule => rule.id)
  return [...new Set(ids)].map(id => findRule(id, on, rules)!)
}
