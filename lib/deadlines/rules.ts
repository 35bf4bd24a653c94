import { Temporal } from 'temporal-polyfill'
import { contentHash } from './content-hash.ts'
import { type Period, type Rule, rulesFile } from './rule-schema.ts'
import json from './rules.json' with { type: 'json' }

const file = rulesFile.parse(json)

/** Every published rule, in the order of the file. */
export const allRules: readonly Rule[] = file.rules

/** The day the rules were last read against their sources. */
export const rulesAsOf = file.as_of

/** What the evidence marks mean. */
export const evidenceKey = file.evidence_key

/**
 * The rule of that id in force on a civil date of the controller: the latest that took effect on or before it.
 * Without a date, or where none was in force yet, the earliest version: `due` computes what it is asked.
 * @returns undefined for an id nobody published.
 */
export function findRule(id: string, on?: Temporal.PlainDate, rules: readonly Rule[] = allRules): Rule | undefined {
  const published = rules.filter(r => r.id === id).toSorted(byEffect)
  return (on && published.findLast(r => inForce(r, on))) ?? published[0]
}

/** Whether the law of this rule applies on a civil date. A null `effective_from` means: as far back as requests go. */
export function inForce(rule: Rule, on: Temporal.PlainDate): boolean {
  return rule.effective_from === null || Temporal.PlainDate.compare(rule.effective_from, on) <= 0
}

const versions = new WeakMap<Rule, string>()

/** Hash of what moves or explains a date. Enabling or confirming a rule does not make it another rule. */
export function ruleVersion(rule: Rule): string {
  const known = versions.get(rule)
  if (known) return known
  const { enabled: _enabled, confirmed: _confirmed, ...law } = rule
  const version = contentHash(law)
  versions.set(rule, version)
  return version
}

/** The length of the first period; where the law says "without delay", the organisation's own ceiling. */
export function basePeriod(rule: Rule): Period {
  return (rule.base ?? rule.policy_base)!
}

/** An admin's word that the figure of exactly this version was read in a source. */
export type Confirmation = { ruleId: string; ruleVersion: string; source: string }

/** The rule with its mark lifted where an admin confirmed this very version; a later edit falls back to unconfirmed. */
export function confirmRule(rule: Rule, confirmations: readonly Confirmation[]): Rule {
  const version = ruleVersion(rule)
  const confirmed = confirmations.some(c => c.ruleId === rule.id && c.ruleVersion === version && c.source.trim() !== '')
  return confirmed ? { ...rule, confirmed: true } : rule
}

function byEffect(a: Rule, b: Rule): number {
  return (a.effective_from ?? '').localeCompare(b.effective_from ?? '')
}
