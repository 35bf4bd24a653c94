import { allRules } from '#lib/deadlines/rules.ts'

/** The rules an officer may choose from: enabled answers to a request for access, and the organisation's own promise. */
export const answerRules: readonly string[] = [
  ...new Set(allRules.filter(({ enabled, applies_to }) => enabled && applies_to).map(({ id }) => id)),
  'policy_default.access',
]
