import { describe, expect, it } from 'vitest'
import { derive, refusal } from './history-for-tests.ts'

const GDPR = { rule: 'eu_gdpr.access' }
const UK = { rule: 'uk_gdpr.access' }
const CCPA = { rule: 'ccpa.know' }

describe('an extension', () => {
  it('is counted from the start, never stacked on a clamped or rolled date', () => {
    const found = derive(GDPR, '2027-01-31', [['extension-notified', '2027-02-15']])
    expect(found.status).toBe('extended')
    expect(found.extendedUnrolled?.toString()).toBe('2027-04-30')
    expect(found.dueDate.toString()).toBe('2027-04-30')
    expect(found.extension).toMatchObject({ inTime: true })
  })
  it('notified on the last day counts, a day later it moves nothing', () => {
    expect(derive(GDPR, '2026-01-31', [['extension-notified', '2026-03-02']]).status).toBe('extended')
    const late = derive(GDPR, '2026-01-31', [['extension-notified', '2026-03-03']])
    expect(late.status).toBe('extension_invalid_late_notice')
    expect(late.dueDate.toString()).toBe('2026-03-02')
    expect(late.extendedUnrolled).toBeNull()
    expect(late.steps.at(-1)).toMatchObject({ code: 'extension-late', params: { notified: '2026-03-03' } })
  })
  it('is refused where the rule has none, and the second time', () => {
    expect(refusal({ rule: 'ccpa.ack' }, '2026-06-01', [['extension-notified', '2026-06-02']])).toBe(
      'extension_not_available',
    )
    expect(
      refusal(GDPR, '2026-06-01', [
        ['extension-notified', '2026-06-02'],
        ['extension-notified', '2026-06-03'],
      ]),
    ).toBe('extension_already_used')
  })
  it('of another regime is not this one’s business', () => {
    const other = derive(CCPA, '2026-06-01', [['extension-notified', '2026-06-02', { ruleId: 'eu_gdpr.access' }]])
    expect(other.status).toBe('base')
    const own = derive(CCPA, '2026-06-01', [['extension-notified', '2026-06-02', { ruleId: 'ccpa.know' }]])
    expect(own.dueDate.toString()).toBe('2026-08-30')
  })
  it('names its own day where the law fixes none, and must name a later one', () => {
    const KOREA = { rule: 'kr_pipa.access' }
    const named = derive(KOREA, '2026-06-01', [['extension-notified', '2026-06-02', { newDate: '2026-06-20' }]])
    expect(named.dueDate.toString()).toBe('2026-06-20')
    expect(named.steps.map(s => s.code)).toEqual(['received', 'period', 'extension-notified', 'extension-named'])
    expect(refusal(KOREA, '2026-06-01', [['extension-notified', '2026-06-02']])).toBe('extension_not_available')
    const sameDay = [['extension-notified', '2026-06-02', { newDate: '2026-06-11' }]] as Parameters<typeof derive>[2]
    expect(refusal(KOREA, '2026-06-01', sameDay)).toBe('extension_not_available')
  })
  it('of a fixed length does not listen to a day the notice names', () => {
    const found = derive(GDPR, '2026-06-01', [['extension-notified', '2026-06-02', { newDate: '2027-06-20' }]])
    expect(found.dueDate.toString()).toBe('2026-09-01')
  })
  it('is in time while the clock has not started', () => {
    const found = derive(UK, '2026-06-01', [
      ['identity-asked', '2026-06-02'],
      ['extension-notified', '2026-08-20'],
    ])
    expect(found.status).toBe('extended')
  })
})
