import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ruleNamed } from './history-for-tests.ts'
import { allRules } from './rules.ts'
import { rulesPage } from './rules-page.ts'

const page = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8')

describe('the page of the rules', () => {
  it('is what the rules say today (npx tsx lib/cli/rules-page.ts writes it)', () => {
    expect(page).toBe(rulesPage())
  })
  it('names every rule with its source, mark and state', () => {
    for (const rule of allRules) {
      const row = page.split('\n').find(line => line.startsWith(`| \`${rule.id}\` |`))
      expect(row).toContain(`| ${rule.cite} | ${rule.evidence} |`)
      expect(row).toContain(rule.confirmed ? ', confirmed |' : '**unconfirmed** |')
      expect(row).toContain(rule.enabled ? '| on, ' : '| off, ')
    }
  })
  it('gives each period its words', () => {
    const row = (id: string) =>
      rulesPage([ruleNamed(id)])
        .split('\n')
        .find(line => line.startsWith('| `'))
    expect(row('eu_gdpr.access')).toContain(
      '| answer | 1 month | 3 months from start | next working day | 2018-05-25 |',
    )
    expect(row('kr_pipa.access')).toContain('| 10 days | to the day the notice names | none |  |')
    expect(row('ccpa.optout')).toContain('| opt out | 15 working days | no |')
    expect(row('jp_appi.disclosure')).toContain('| 14 days (own ceiling) |')
    expect(row('br_lgpd.access_simple')).toContain('| at once (own ceiling) |')
  })
  it('says in words how a rule that is on treats the clock', () => {
    const line = (id: string) =>
      rulesPage([ruleNamed(id)])
        .split('\n')
        .find(l => l.startsWith('- '))
    expect(line('ca_pipeda.access')).toBe(
      '- `ca_pipeda.access` (access): starts: receipt (written); identity: none; clarification: none; an extension notice ' +
        'says: reasons, new date, right to complain to commissioner; note: silence = deemed refusal.',
    )
    expect(line('ccpa.optout')).toBe(
      '- `ccpa.optout` (opt-out of sale/sharing): starts: receipt; identity: forbidden; clarification: none.',
    )
    expect(line('us_ia.access')).toBeUndefined()
  })
})
