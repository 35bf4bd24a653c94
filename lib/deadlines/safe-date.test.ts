import { describe, expect, it } from 'vitest'
import { makeCalendar } from './calendar.ts'
import { derive, ruleNamed } from './history-for-tests.ts'

const GDPR = { rule: 'eu_gdpr.access' }
const UK = { rule: 'uk_gdpr.access' }
const SUSPENDING = { rule: 'eu_gdpr.access', policy: { euSuspension: 'edpb_suspend' } } as const

describe('the safe date', () => {
  it('is the date before any roll', () => {
    expect(derive(GDPR, '2026-01-31').safeDate.toString()).toBe('2026-02-28')
  })
  it('counts Saturdays and holidays as business days', () => {
    // Labor Day week: ten business days Monday to Friday end on the 21st, Monday to Saturday on the 17th.
    const calendar = makeCalendar({ region: 'US', weekend: [6, 7], holidays: ['2026-09-07'] })
    const found = derive({ rule: 'ccpa.ack', calendar }, '2026-09-05')
    expect(found.dueDate.toString()).toBe('2026-09-21')
    expect(found.safeDate.toString()).toBe('2026-09-17')
  })
  it('is the extended date once the period is extended', () => {
    expect(derive(GDPR, '2026-11-30', [['extension-notified', '2026-12-01']]).safeDate.toString()).toBe('2027-02-28')
  })
  it('keeps a pause that a statute grants', () => {
    const pause: Parameters<typeof derive>[2] = [
      ['clarification-asked', '2026-06-03'],
      ['clarification-answered', '2026-06-13'],
    ]
    expect(derive(UK, '2026-06-01', pause).safeDate.toString()).toBe('2026-07-11')
    expect(derive(SUSPENDING, '2026-06-01', pause).safeDate.toString()).toBe('2026-07-01')
  })
  it('drops a pause for identity that rests on policy, beside one for clarification that a statute grants', () => {
    const rule = { ...ruleNamed('uk_gdpr.access'), id_check: { effect: 'policy', text: '' } as const }
    const pauses: Parameters<typeof derive>[2] = [
      ['identity-asked', '2026-06-03'],
      ['identity-given', '2026-06-05'],
      ['clarification-asked', '2026-06-08'],
      ['clarification-answered', '2026-06-18'],
    ]
    const found = derive({ rule, policy: { euSuspension: 'edpb_suspend' } }, '2026-06-01', pauses)
    expect(found.baseUnrolled.toString()).toBe('2026-07-13')
    expect(found.safeDate.toString()).toBe('2026-07-11')
  })
})
