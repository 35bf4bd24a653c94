import type { Topic } from './clock-events.ts'
import type { PauseCount, Roll, Rule } from './rule-schema.ts'

/** The organisation's readings where the law leaves one; what is absent is the rule's own. */
export type Policy = {
  roll?: Roll
  pauseCount?: PauseCount
  /** Whether asking for identity or clarification suspends the month under the GDPR (EDPB Guidelines 01/2022, 5.3). */
  euSuspension?: 'none' | 'edpb_suspend'
}

/** What asking does to the clock under one rule. */
export type Effect = 'none' | 'starts' | 'suspends' | 'reflection'

/** The effect of asking, by topic, once the organisation's policy has settled what the rule leaves open. */
export function effectsOf(rule: Rule, policy: Policy): Record<Topic, Effect> {
  return {
    identity: settle(rule.id_check.effect, policy),
    clarification: settle(rule.clarification.effect, policy),
    fee: feeEffect(rule),
  }
}

/**
 * Whether a pause of this topic rests on policy alone: the earliest reading then knows no pause. A fee starts a clock and
 * never pauses one.
 */
export function suspendsByPolicy(rule: Rule, topic: Topic): boolean {
  return (topic === 'identity' ? rule.id_check : rule.clarification).effect === 'policy'
}

function settle(effect: Rule['id_check']['effect'], policy: Policy): Effect {
  switch (effect) {
    case 'none':
    case 'forbidden':
      return 'none'
    case 'starts_clock':
      return 'starts'
    case 'suspends':
      return 'suspends'
    case 'policy':
      return policy.euSuspension === 'edpb_suspend' ? 'suspends' : 'none'
  }
}

/** UK GDPR Art. 12A: the clock starts with the fee. Swiss DPO 19: it starts when the ten days of reflection are over. */
function feeEffect({ start }: Rule): Effect {
  if (start.latest_of.includes('fee')) return 'starts'
  return start.latest_of.includes('fee_reflection') ? 'reflection' : 'none'
}
