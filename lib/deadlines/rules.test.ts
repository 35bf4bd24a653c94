import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { ruleNamed } from './history-for-tests.ts'
import { rulesFile } from './rule-schema.ts'
import json from './rules.json' with { type: 'json' }
import { allRules, basePeriod, confirmRule, findRule, inForce, ruleVersion } from './rules.ts'

const day = (iso: string) => Temporal.PlainDate.from(iso)
const gdpr = ruleNamed('eu_gdpr.access')

/** The schema's complaints about the file with one rule changed. */
function complaints(change: Record<string, unknown>): string[] {
  const read = rulesFile.safeParse({ ...json, rules: [{ ...gdpr, ...change }] })
  return read.success ? [] : read.error.issues.map(issue => issue.message)
}

describe('the published rules', () => {
  it('are 49, each id once, each with a source and a mark', () => {
    expect(allRules).toHaveLength(49)
    expect(new Set(allRules.map(r => r.id)).size).toBe(49)
  })
  it('keep what comes from memory unconfirmed or off', () => {
    for (const rule of allRules.filter(r => r.evidence === 'M')) expect(rule.confirmed).toBe(false)
  })
  it('say in their words what they say as data', () => {
    for (const rule of allRules) {
      expect(rule.id_check.effect === 'forbidden').toBe(rule.id_check.text.startsWith('forbidden'))
      expect(rule.id_check.effect === 'policy').toBe(rule.id_check.text.startsWith('policy:'))
      expect(rule.clarification.effect === 'suspends').toBe(rule.clarification.text.startsWith('suspend'))
      expect(rule.clarification.effect === 'policy').toBe(rule.clarification.text.startsWith('policy:'))
      expect(rule.start.latest_of.length > 1).toBe(/latest_of|fee reflection/.test(rule.start.text))
    }
  })
})

describe('the schema of the rules', () => {
  it('accepts the file and refuses a member nobody knows', () => {
    expect(complaints({})).toEqual([])
    expect(complaints({ grace: 3 })[0]).toContain('grace')
  })
  it('refuses a rule without any period, and effects that contradict its start', () => {
    expect(complaints({ base: null })).toEqual(['a rule needs a base or, without delay, a policy_base'])
    expect(complaints({ base: null, policy_base: { n: 14, unit: 'calendar_day' } })).toEqual([])
    expect(complaints({ id_check: { effect: 'starts_clock', text: '' } })).toEqual([
      'id_check "starts_clock" and start.latest_of "identity" say the same thing and must agree',
    ])
    expect(complaints({ start: { latest_of: ['receipt', 'fee_reflection'], text: '' } })).toEqual([
      'a fee reflection needs its reflection_days',
    ])
    expect(complaints({ start: { latest_of: ['receipt'], reflection_days: 3, text: '' } })).toEqual([
      'a fee reflection needs its reflection_days',
    ])
  })
  it('refuses days that do not exist, roundabout ids, empty sources and negative periods', () => {
    expect(complaints({ effective_from: '2026-02-30' })).toHaveLength(1)
    expect(complaints({ id: 'EU GDPR' })).toHaveLength(1)
    expect(complaints({ id: 'nodot' })).toHaveLength(1)
    expect(complaints({ id: 'x.a b' })).toHaveLength(1)
    expect(complaints({ id: '!eu.access' })).toHaveLength(1)
    expect(complaints({ cite: '' })).toHaveLength(1)
    expect(complaints({ regime: '' })).toHaveLength(1)
    expect(complaints({ right: '' })).toHaveLength(1)
    expect(complaints({ evidence: '' })).toHaveLength(1)
    expect(complaints({ base: { n: -1, unit: 'month' } })).toHaveLength(1)
    expect(complaints({ base: { n: 3661, unit: 'calendar_day' } })).toHaveLength(1)
    expect(complaints({ base: { n: 1, unit: 'fortnight' } })).toHaveLength(1)
    expect(complaints({ base: { n: 1, unit: 'month', clamp: true } })).toHaveLength(1)
    expect(complaints({ start: { latest_of: [], text: '' } })).toHaveLength(1)
    expect(complaints({ extension: { ...gdpr.extension, times: 0 } })).toHaveLength(1)
    expect(complaints({ extension: { ...gdpr.extension, notice_must_contain: [] } })).toHaveLength(1)
    expect(rulesFile.safeParse({ ...json, rules: [] }).success).toBe(false)
    expect(rulesFile.safeParse({ ...json, as_of: '23.11.2026' }).success).toBe(false)
  })
})

describe('looking a rule up', () => {
  const older = { ...gdpr, effective_from: '2020-01-01', note: 'old' }
  const newer = { ...gdpr, effective_from: '2027-01-01', note: 'new' }
  const rules = [newer, older, ruleNamed('ccpa.know')]
  it('gives the version in force on the day of receipt', () => {
    expect(findRule(gdpr.id, day('2026-12-31'), rules)).toBe(older)
    expect(findRule(gdpr.id, day('2027-01-01'), rules)).toBe(newer)
  })
  it('gives the earliest where none was in force yet, or no day is asked about', () => {
    expect(findRule(gdpr.id, day('2019-12-31'), rules)).toBe(older)
    expect(findRule(gdpr.id, undefined, rules)).toBe(older)
  })
  it('takes a rule without a beginning as the oldest', () => {
    const ancient = { ...gdpr, effective_from: null }
    expect(findRule(gdpr.id, undefined, [older, ancient])).toBe(ancient)
    expect(findRule(gdpr.id, undefined, [ancient, older])).toBe(ancient)
    expect(findRule(gdpr.id, day('2021-01-01'), [older, ancient])).toBe(older)
    expect(inForce(ancient, day('1900-01-01'))).toBe(true)
    expect(inForce(older, day('2019-12-31'))).toBe(false)
    expect(inForce(older, day('2020-01-01'))).toBe(true)
  })
  it('knows nothing of a rule nobody published', () => {
    expect(findRule('eu_gdpr.acces')).toBeUndefined()
    expect(findRule('constructor', day('2026-01-01'))).toBeUndefined()
  })
})

describe('a rule’s version', () => {
  it('changes with what moves or explains a date', () => {
    expect(ruleVersion(gdpr)).toMatch(/^[0-9a-f]{16}$/)
    expect(ruleVersion({ ...gdpr, roll: 'none' })).not.toBe(ruleVersion(gdpr))
    expect(ruleVersion({ ...gdpr, cite: 'GDPR 12' })).not.toBe(ruleVersion(gdpr))
    expect(ruleVersion(gdpr)).toBe(ruleVersion(gdpr))
  })
  it('does not change when the rule is confirmed or switched', () => {
    expect(ruleVersion({ ...gdpr, enabled: false, confirmed: false })).toBe(ruleVersion(gdpr))
  })
})

describe('confirming a rule', () => {
  const limit = ruleNamed('ccpa.limit')
  const word = { ruleId: limit.id, ruleVersion: ruleVersion(limit), source: '11 CCR 7027(g), read 3 March 2027' }
  it('lifts its mark, for this version and with a source', () => {
    expect(confirmRule(limit, [word]).confirmed).toBe(true)
    expect(confirmRule(limit, []).confirmed).toBe(false)
    expect(confirmRule(limit, [{ ...word, source: '  ' }]).confirmed).toBe(false)
    expect(confirmRule(limit, [{ ...word, ruleId: 'ccpa.know' }]).confirmed).toBe(false)
    expect(confirmRule({ ...limit, cite: 'other' }, [word]).confirmed).toBe(false)
  })
  it('leaves a confirmed rule confirmed', () => {
    expect(confirmRule(gdpr, []).confirmed).toBe(true)
  })
})

it('where the law says without delay, the organisation’s own ceiling is the period', () => {
  expect(basePeriod(ruleNamed('jp_appi.disclosure'))).toEqual({ n: 14, unit: 'calendar_day' })
  expect(basePeriod(gdpr)).toEqual({ n: 1, unit: 'month' })
})
