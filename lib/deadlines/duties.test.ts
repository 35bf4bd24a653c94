import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { dutiesOf } from './duties.ts'

const ids = (answers: string[], on = '2026-11-23') =>
  dutiesOf(answers, Temporal.PlainDate.from(on)).map(rule => rule.id)

describe('the duties of a request', () => {
  it('are the answer and, in Europe, the notice of refusal', () => {
    expect(ids(['eu_gdpr.access'])).toEqual(['eu_gdpr.access', 'eu_gdpr.refusal_notice'])
  })
  it('are in California the acknowledgement too, since there is one', () => {
    expect(ids(['ccpa.know'])).toEqual(['ccpa.know', 'ccpa.ack'])
    expect(ids(['ccpa.know'], '2020-03-01')).toEqual(['ccpa.know'])
  })
  it('are not the appeal or the opt-out: those are received on a day of their own', () => {
    expect(ids(['us_va.access'])).toEqual(['us_va.access'])
  })
  it('of several regimes are each named once', () => {
    expect(ids(['eu_gdpr.access', 'ccpa.know', 'eu_gdpr.access'])).toEqual([
      'eu_gdpr.access',
      'ccpa.know',
      'eu_gdpr.refusal_notice',
      'ccpa.ack',
    ])
  })
  it('of a rule nobody published are none', () => {
    expect(ids(['atlantis.access'])).toEqual([])
  })
})
