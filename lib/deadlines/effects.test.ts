import { expect, it } from 'vitest'
import { effectsOf } from './effects.ts'
import { ruleNamed } from './history-for-tests.ts'

it.each([
  ['eu_gdpr.access', {}, 'none', 'none', 'none'],
  ['eu_gdpr.access', { euSuspension: 'none' }, 'none', 'none', 'none'],
  ['eu_gdpr.access', { euSuspension: 'edpb_suspend' }, 'suspends', 'suspends', 'none'],
  ['uk_gdpr.access', { euSuspension: 'edpb_suspend' }, 'starts', 'suspends', 'starts'],
  ['ccpa.know', { euSuspension: 'edpb_suspend' }, 'none', 'none', 'none'],
  ['ccpa.optout', {}, 'none', 'none', 'none'],
  ['ch_fadp.access', {}, 'none', 'none', 'reflection'],
] as const)('under %s with %j identity %s, clarification %s, fee %s', (id, policy, identity, clarification, fee) => {
  expect(effectsOf(ruleNamed(id), policy)).toEqual({ identity, clarification, fee })
})
