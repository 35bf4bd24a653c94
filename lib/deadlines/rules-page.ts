import type { Period, Rule } from './rule-schema.ts'
import { allRules, evidenceKey, rulesAsOf, ruleVersion } from './rules.ts'

const units = { month: 'month', calendar_day: 'day', business_day: 'working day' } as const

/** The page of the documentation that lists the law as data (Markdown): each rule, its source, its mark and its state. */
export function rulesPage(rules: readonly Rule[] = allRules): string {
  const key = Object.entries(evidenceKey).map(([mark, meaning]) => `\`${mark}\` ${meaning}`)
  return `# The rules

Made from \`lib/deadlines/rules.json\` by \`npx tsx lib/cli/rules-page.ts\`; change the rules, not this page.
Read against their sources up to ${rulesAsOf}. Not legal advice.

Evidence: ${key.join(', ')}. A rule marked **unconfirmed** rests, wholly or in part, on memory: every date it gives says
so until an admin confirms it with a source. A rule that is off is never proposed. The version changes with anything
that moves or explains a date, and is kept with every deadline.

${table(rules)}

## How each rule treats the clock

${rules
  .filter(r => r.enabled)
  .map(treatment)
  .join('\n')}
`
}

function table(rules: readonly Rule[]): string {
  const head = [
    'Rule',
    'Regime',
    'Duty',
    'Period',
    'Extended',
    'Last day',
    'From',
    'Source',
    'Evidence',
    'State',
    'Version',
  ]
  const rows = rules.map(r => [
    `\`${r.id}\``,
    r.regime,
    r.duty.replaceAll('_', ' '),
    r.base ? length(r.base) : `${length(r.policy_base!)} (own ceiling)`,
    extension(r),
    r.roll.replaceAll('_', ' '),
    r.effective_from ?? '',
    r.cite,
    r.evidence,
    state(r),
    `\`${ruleVersion(r)}\``,
  ])
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

function treatment({ id, right, start, id_check, clarification, extension, note }: Rule): string {
  const parts = [`starts: ${start.text}`, `identity: ${id_check.text}`, `clarification: ${clarification.text}`]
  if (extension)
    parts.push(`an extension notice says: ${extension.notice_must_contain.join(', ').replaceAll('_', ' ')}`)
  if (note) parts.push(`note: ${note}`)
  return `- \`${id}\` (${right}): ${parts.join('; ')}.`
}

function extension({ extension: known }: Rule): string {
  if (!known) return 'no'
  return known.total_from_start ? `${length(known.total_from_start)} from start` : 'to the day the notice names'
}

function state({ enabled, confirmed }: Rule): string {
  return `${enabled ? 'on' : 'off'}, ${confirmed ? 'confirmed' : '**unconfirmed**'}`
}

function length({ n, unit }: Period): string {
  if (n === 0) return 'at once'
  return `${n} ${units[unit]}${n === 1 ? '' : 's'}`
}
