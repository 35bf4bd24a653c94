import type { Rule } from '#lib/deadlines/rule-schema.ts'

/** The rules an officer may choose from: enabled answers to a request for access, and the organisation's own promise. */
export const answerRules = (rules: readonly Rule[]): readonly string[] => [
  ...new Set(rules.filter(({ enabled, applies_to }) => enabled && applies_to).map(({ id }) => id)),
  'policy_default.access',
]
