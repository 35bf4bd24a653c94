import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { derive } from './history-for-tests.ts'
import { latestReminder, remindersOf } from './reminders.ts'

const month = () => derive({ rule: 'eu_gdpr.access' }, '2026-01-31')
const day = (iso: string) => Temporal.PlainDate.from(iso)

describe('reminders', () => {
  it('come 14, 7, 3 and 1 days before the safe date', () => {
    expect(remindersOf(month()).map(r => [r.daysBefore, r.on.toString()])).toEqual([
      [14, '2026-02-14'],
      [7, '2026-02-21'],
      [3, '2026-02-25'],
      [1, '2026-02-27'],
    ])
  })
  it('never come on or before the day of receipt', () => {
    const korea = derive({ rule: 'kr_pipa.access' }, '2026-06-01')
    expect(remindersOf(korea).map(r => r.daysBefore)).toEqual([7, 3, 1])
    expect(remindersOf({ startDate: day('2026-06-04'), safeDate: korea.safeDate }).map(r => r.daysBefore)).toEqual([
      3, 1,
    ])
  })
  it('of which the most urgent that has come is the one to send', () => {
    expect(latestReminder(month(), day('2026-02-13'))).toBeUndefined()
    expect(latestReminder(month(), day('2026-02-14'))?.daysBefore).toBe(14)
    expect(latestReminder(month(), day('2026-02-26'))?.daysBefore).toBe(3)
    expect(latestReminder(month(), day('2026-03-26'))?.daysBefore).toBe(1)
  })
})
