import { describe, expect, it } from 'vitest'
import { makeCalendar } from './calendar.ts'
import { derive } from './example-history.ts'

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
})
