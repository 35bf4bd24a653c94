import type { Temporal } from 'temporal-polyfill'
import type { Rule } from './rule-schema.ts'
import { findRule, rulesOfRegime } from './rules.ts'

/** Duties that run from the receipt of the request itself; complaints, appeals and opt-outs have a receipt of their own. */
const besideTheAnswer = new Set<Rule['duty']>(['acknowledgement', 'refusal_notice'])

/**
 * Every duty a request brings with it: the answer under each proposed rule, and what the same regimes want besides it,
 * an acknowledgement (11 CCR 7021(a)) or a notice of refusal (GDPR Art. 12(4)). Each gets a deadline of its own.
 */
export function dutiesOf(answerRuleIds: readonly string[], on: Temporal.PlainDate): Rule[] {
  const answers = answerRuleIds.map(id => findRule(id, on)).filter(rule => rule !== undefined)
  const beside = answers.flatMap(answer =>
    rulesOfRegime(answer.regime, on).filter(rule => besideTheAnswer.has(rule.duty)),
  )
  return [...new Set([...answers, ...beside])]
}
