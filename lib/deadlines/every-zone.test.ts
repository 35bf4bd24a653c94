import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { computeDue } from './due.ts'
import { plainWeek, ruleNamed } from './history-for-tests.ts'
import { zones } from './requests-for-tests.ts'

describe('every start through 2032', () => {
  const gdpr = ruleNamed('eu_gdpr.access')
  it('gives a month on the same day, or the last one', () => {
    for (let day = Temporal.PlainDate.from('2026-01-01'); day.year < 2033; day = day.add({ days: 1 })) {
      const receivedAt = day.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: '00:00' }).toInstant()
      const history = { zone: 'Europe/Berlin', receivedAt, events: [] }
      const found = computeDue({ rule: gdpr, calendar: plainWeek, policy: { roll: 'none' }, history })
      if (!found.ok) throw new Error(found.why)
      const next = Temporal.PlainYearMonth.from({ year: day.year, month: day.month }).add({ months: 1 })
      const wanted = next.toPlainDate({ day: Math.min(day.day, next.daysInMonth) })
      expect(found.value.dueDate.toString()).toBe(wanted.toString())
      expect(found.value.startDate.toString()).toBe(day.toString())
    }
  })
})

describe('every zone of the tz database', () => {
  it('has at least four hundred, and ends every due day of a year at its own midnight', () => {
    expect(zones.length).toBeGreaterThan(400)
    for (const zone of zones) {
      for (let month = 1; month <= 12; month++) {
        const receivedAt = Temporal.PlainDateTime.from({ year: 2027, month, day: 28, hour: 23, minute: 59 })
        const history = { zone, receivedAt: receivedAt.toZonedDateTime(zone).toInstant(), events: [] }
        const found = computeDue({ rule: ruleNamed('ccpa.know'), calendar: plainWeek, history })
        if (!found.ok) throw new Error(`${zone}: ${found.why}`)
        const { startDate, dueDate, dueAtExclusive } = found.value
        expect(startDate.until(dueDate).days).toBe(45)
        expect(dueAtExclusive.toZonedDateTimeISO(zone).toPlainDate().toString()).toBe(
          dueDate.add({ days: 1 }).toString(),
        )
      }
    }
  })
})
