import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { ruleNamed } from './history-for-tests.ts'
import { proposeRegimes } from './propose-regime.ts'

const on = Temporal.PlainDate.from('2026-11-23')
const berlin = { country: 'DE', region: 'BE' }
const texas = { country: 'US', region: 'TX' }

describe('the law of a request', () => {
  it('is the GDPR for whoever lives in the EEA, and for everybody who asks an organisation seated there', () => {
    expect(proposeRegimes({ person: { country: 'NO' }, seat: texas, on })).toEqual(['eu_gdpr.access'])
    expect(proposeRegimes({ person: { country: 'NZ' }, seat: berlin, on })).toEqual(['eu_gdpr.access'])
    expect(proposeRegimes({ seat: berlin, on })).toEqual(['eu_gdpr.access'])
  })
  it('is British law for people and seats in the United Kingdom', () => {
    expect(proposeRegimes({ person: { country: 'GB' }, seat: texas, on })).toEqual(['uk_gdpr.access'])
    expect(proposeRegimes({ person: { country: 'NZ' }, seat: { country: 'gb' }, on })).toEqual(['uk_gdpr.access'])
  })
  it('is several laws at once where several reach the request', () => {
    expect(proposeRegimes({ person: { country: 'US', region: 'CA' }, seat: berlin, on })).toEqual([
      'eu_gdpr.access',
      'ccpa.know',
    ])
    expect(proposeRegimes({ person: { country: 'fr' }, seat: { country: 'GB' }, on })).toEqual([
      'eu_gdpr.access',
      'uk_gdpr.access',
    ])
  })
  it('protects Californians, not people who ask a Californian company', () => {
    expect(proposeRegimes({ person: { country: 'US', region: 'ca' }, seat: texas, on })).toEqual(['ccpa.know'])
    expect(proposeRegimes({ person: { country: 'NZ' }, seat: { country: 'US', region: 'CA' }, on })).toEqual([
      'policy_default.access',
    ])
  })
  it('is the organisation’s promise where no statute is known', () => {
    expect(proposeRegimes({ person: { country: 'NZ' }, seat: texas, on })).toEqual(['policy_default.access'])
    expect(proposeRegimes({ seat: texas, on })).toEqual(['policy_default.access'])
  })
  it('is the federal and the provincial law in Quebec', () => {
    expect(proposeRegimes({ person: { country: 'CA', region: 'QC' }, seat: texas, on })).toEqual([
      'ca_pipeda.access',
      'ca_qc.access',
    ])
  })
  it('is not a law that is switched off or not in force yet', () => {
    const brazil = { country: 'BR' }
    expect(proposeRegimes({ person: brazil, seat: texas, on })).toEqual(['br_lgpd.access_full'])
    const before = Temporal.PlainDate.from('2020-09-17')
    expect(proposeRegimes({ person: brazil, seat: texas, on: before })).toEqual(['policy_default.access'])
    const off = { ...ruleNamed('br_lgpd.access_full'), enabled: false }
    expect(proposeRegimes({ person: brazil, seat: texas, on }, [off])).toEqual(['policy_default.access'])
  })
  it('reaches people in every place it names', () => {
    const rule = { ...ruleNamed('br_lgpd.access_full'), applies_to: { residents: ['BR', 'AO'], seats: ['AO', 'BR'] } }
    expect(proposeRegimes({ person: { country: 'AO' }, seat: texas, on }, [rule])).toEqual([rule.id])
    expect(proposeRegimes({ seat: { country: 'AO' }, on }, [rule])).toEqual([rule.id])
  })
  it('is named once, however many versions it has', () => {
    const rule = ruleNamed('br_lgpd.access_full')
    const twice = [rule, { ...rule, effective_from: '2025-01-01' }]
    expect(proposeRegimes({ person: { country: 'BR' }, seat: texas, on }, twice)).toEqual(['br_lgpd.access_full'])
  })
})
