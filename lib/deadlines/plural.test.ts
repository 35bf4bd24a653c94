import { describe, expect, it } from 'vitest'
import { makeCalendar } from './calendar.ts'
import { type Happened, inputFor } from './history-for-tests.ts'
import { computePlural } from './plural.ts'

const together = (rules: string[], received: string, happened: Happened[] = []) => {
  const [first, ...more] = rules.map(rule => inputFor({ rule }, received, happened))
  return computePlural([first!, ...more])
}

describe('several regimes', () => {
  it('are all shown, and the earliest due date governs', () => {
    const found = together(['ccpa.know', 'eu_gdpr.access', 'uk_gdpr.access'], '2026-11-23')
    expect(found.ok && found.derivations.map(d => d.ruleId)).toEqual(['ccpa.know', 'eu_gdpr.access', 'uk_gdpr.access'])
    expect(found.ok && found.governing.ruleId).toBe('eu_gdpr.access')
  })
  it('due on the same day are governed by the earlier safe date', () => {
    // 30 days and one month after 30 January 2027: both roll to Monday 1 March, unrolled they are a day apart.
    const found = together(['policy_default.access', 'eu_gdpr.access'], '2027-01-30')
    expect(found.ok && found.derivations.map(d => d.dueDate.toString())).toEqual(['2027-03-01', '2027-03-01'])
    expect(found.ok && found.governing.ruleId).toBe('eu_gdpr.access')
  })
  it('equal in every date keep the order given', () => {
    const found = together(['uk_gdpr.access', 'eu_gdpr.access'], '2026-11-23')
    expect(found.ok && found.governing.ruleId).toBe('uk_gdpr.access')
  })
  it('are governed by a clock that runs while another stands still, and by the earliest again when it goes on', () => {
    const asked: Happened = ['clarification-asked', '2026-12-10']
    const waits = together(['uk_gdpr.access', 'ccpa.know'], '2026-11-23', [asked])
    expect(waits.ok && waits.governing).toMatchObject({ ruleId: 'ccpa.know', paused: { openSince: null } })
    const goesOn = together(['uk_gdpr.access', 'ccpa.know'], '2026-11-23', [
      asked,
      ['clarification-answered', '2026-12-12'],
    ])
    expect(goesOn.ok && goesOn.governing.ruleId).toBe('uk_gdpr.access')
  })
  it('of which all stand still are governed by the earliest, which stands still too', () => {
    const found = together(['uk_gdpr.access'], '2026-11-23', [['clarification-asked', '2026-12-10']])
    expect(found.ok && found.governing.paused.openSince?.toString()).toBe('2026-12-10')
  })
  it('are not half answered: the one that cannot be read is named', () => {
    const found = together(['eu_gdpr.access', 'ccpa.ack'], '2026-11-23', [['extension-notified', '2026-11-24']])
    expect(found).toEqual({ ok: false, why: 'extension_not_available', ruleId: 'ccpa.ack' })
  })
  it('may each be extended on their own', () => {
    const happened: Happened[] = [['extension-notified', '2026-11-24', { ruleId: 'eu_gdpr.access' }]]
    const found = together(['eu_gdpr.access', 'ccpa.know'], '2026-11-23', happened)
    expect(found.ok && found.governing.ruleId).toBe('ccpa.know')
    expect(found.ok && found.derivations[0]?.dueDate.toString()).toBe('2027-02-23')
  })
  it('keep calendars of their own', () => {
    const calendar = makeCalendar({ region: 'X', weekend: [6, 7], holidays: ['2026-12-23', '2026-12-24'] })
    const found = computePlural([
      inputFor({ rule: 'eu_gdpr.access', calendar }, '2026-11-23'),
      inputFor({ rule: 'uk_gdpr.access' }, '2026-11-23'),
    ])
    expect(found.ok && found.derivations.map(d => d.dueDate.toString())).toEqual(['2026-12-25', '2026-12-23'])
    expect(found.ok && found.governing.ruleId).toBe('uk_gdpr.access')
  })
})
