import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { accompanying, besideTheAnswer } from './duties.ts'
import { ruleNamed } from './history-for-tests.ts'
import type { Rule } from './rule-schema.ts'
import { allRules } from './rules.ts'

const ids = (answers: string[], on = '2026-11-23', duties: readonly Rule['duty'][] = besideTheAnswer) =>
  accompanying(answers.map(ruleNamed), Temporal.PlainDate.from(on), duties).map(rule => rule.id)

describe('the duties beside an answer', () => {
  it('are in Europe the notice of refusal (Art. 12(4) GDPR)', () => {
    expect(ids(['eu_gdpr.access'])).toEqual(['eu_gdpr.refusal_notice'])
  })
  it('are in California the acknowledgement, since there is one (11 CCR 7021(a))', () => {
    expect(ids(['ccpa.know'])).toEqual(['ccpa.ack'])
    expect(ids(['ccpa.know'], '2020-03-01')).toEqual([])
  })
  it('are not the appeal or the opt-out: those are received on a day of their own', () => {
    expect(ids(['us_va.access'])).toEqual([])
    expect(ids(['us_va.access'], '2026-11-23', ['appeal_decision'])).toEqual(['us_va.appeal'])
  })
  it('of several regimes are each named once', () => {
    expect(ids(['eu_gdpr.access', 'ccpa.know', 'eu_gdpr.access'])).toEqual(['eu_gdpr.refusal_notice', 'ccpa.ack'])
  })
  it('may hang on a law of another name: a complaint under the DPA 2018 on the UK GDPR, from 19 June 2026', () => {
    expect(ids(['uk_gdpr.access'], '2026-06-19', ['complaint_acknowledgement'])).toEqual([
      'uk_dpa2018.s164A.complaint_ack',
    ])
    expect(ids(['uk_gdpr.access'], '2026-06-18', ['complaint_acknowledgement'])).toEqual([])
    expect(ids(['eu_gdpr.access'], '2026-06-19', ['complaint_acknowledgement'])).toEqual([])
  })
  it('may hang on several laws, and come with each of them alone', () => {
    const ack = { ...ruleNamed('uk_dpa2018.s164A.complaint_ack'), accompanies: ['UK GDPR', 'EU GDPR'] }
    const on = Temporal.PlainDate.from('2026-11-23')
    for (const id of ['uk_gdpr.access', 'eu_gdpr.access'])
      expect(accompanying([ruleNamed(id)], on, ['complaint_acknowledgement'], [ack])).toEqual([ack])
    expect(accompanying([ruleNamed('ccpa.know')], on, ['complaint_acknowledgement'], [ack])).toEqual([])
  })
  it('are none of a rule that is off, and in the text of the day', () => {
    const ack = ruleNamed('ccpa.ack')
    const on = Temporal.PlainDate.from('2026-11-23')
    const off = allRules.map(rule => (rule === ack ? { ...ack, enabled: false } : rule))
    expect(accompanying([ruleNamed('ccpa.know')], on, besideTheAnswer, off)).toEqual([])
    const newer = { ...ack, effective_from: '2026-11-01' }
    expect(accompanying([ruleNamed('ccpa.know')], on, besideTheAnswer, [...allRules, newer])).toEqual([newer])
  })
})
