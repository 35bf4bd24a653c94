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
  it('knows every word in which a law may be written, and no other', () => {
    const clarification = { count: 'exclusive', text: '' }
    const words: [string, readonly string[], (word: string) => Record<string, unknown>][] = [
      [
        'right',
        ['access', 'rectification', 'erasure', 'restriction', 'portability', 'objection'],
        word => ({ rights: [word] }),
      ],
      [
        'duty',
        [
          'answer',
          'acknowledgement',
          'refusal_notice',
          'complaint_acknowledgement',
          'appeal_decision',
          'opt_out',
          'grievance',
        ],
        duty => ({ duty }),
      ],
      ['unit', ['month', 'calendar_day', 'business_day'], unit => ({ base: { n: 1, unit } })],
      ['roll', ['none', 'next_working_day', 'skip_sundays_and_holidays'], roll => ({ roll })],
      ['holidays', ['of_seat', 'not_subtracted'], holidays => ({ holidays })],
      [
        'count',
        ['exclusive', 'inclusive'],
        count => ({ clarification: { ...clarification, effect: 'suspends', count } }),
      ],
      [
        'effect',
        ['none', 'forbidden', 'starts_clock', 'suspends', 'policy'],
        effect => ({ clarification: { ...clarification, effect } }),
      ],
      [
        'condition',
        ['large_quantity'],
        only_if => ({ clarification: { ...clarification, effect: 'suspends', only_if } }),
      ],
    ]
    for (const [name, known, changed] of words) {
      for (const word of known) expect([name, word, complaints(changed(word))]).toEqual([name, word, []])
      expect([name, complaints(changed('whatever'))]).toEqual([name, [expect.any(String)]])
    }
  })
  it('lets a clock start with receipt, proof, a fee, or the days to reflect on one, each with what belongs to it', () => {
    const fee = { cite: 'Art. 12(5)' }
    const start = (...latest_of: string[]) => ({ latest_of, text: '' })
    expect(complaints({ start: start('receipt') })).toEqual([])
    expect(complaints({ start: start('identity'), id_check: { effect: 'starts_clock', text: '' } })).toEqual([])
    expect(complaints({ start: start('fee'), fee })).toEqual([])
    expect(complaints({ start: { ...start('fee_reflection'), reflection_days: 10 }, fee })).toEqual([])
    expect(complaints({ start: { ...start('fee_reflection'), reflection_days: 0 }, fee })).toHaveLength(1)
    expect(complaints({ start: { ...start('fee_reflection'), reflection_days: 1.5 }, fee })).toHaveLength(1)
    expect(complaints({ start: start('fee'), fee: undefined })).toContain(
      'a clock that starts with a fee needs the article that allows the fee',
    )
    const reflected = { ...start('receipt', 'fee_reflection'), reflection_days: 10 }
    expect(complaints({ start: reflected, fee: undefined })).toEqual([
      'a clock that starts with a fee needs the article that allows the fee',
    ])
    expect(complaints({ start: start('moonrise') })).toHaveLength(1)
  })
  it('lets a notice be due by the base date alone, more than one regime bring a duty along, and periods reach ten years', () => {
    const { extension } = gdpr
    expect(complaints({ extension: { ...extension, notice_by: 'extended_due' } })).toHaveLength(1)
    expect(complaints({ extension: { ...extension, total_from_start: null, times: 2 } })).toEqual([])
    expect(complaints({ accompanies: ['UK GDPR', 'EU GDPR'] })).toEqual([])
    expect(complaints({ accompanies: [] })).toHaveLength(1)
    expect(complaints({ fee: { cite: '' } })).toHaveLength(1)
    expect(complaints({ base: { n: 3660, unit: 'calendar_day' } })).toEqual([])
    expect(complaints({ base: { n: 0, unit: 'calendar_day' } })).toEqual([])
    expect(complaints({ base: { n: 1.5, unit: 'month' } })).toHaveLength(1)
    expect(complaints({ cite_by_step: { start: 'a', period: 'b', pause: 'c', extension: 'd', roll: 'e' } })).toEqual([])
    expect(complaints({ cite_by_step: { end: 'a' } })).toHaveLength(1)
    expect(complaints({ applies_to: { residents: ['BR'], seats: [], both: true } })).toHaveLength(1)
    expect(complaints({ effective_from: null, applies_to: null })).toEqual([])
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
