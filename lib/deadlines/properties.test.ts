import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { decideExtension } from './decide-extension.ts'
import { computeDue, type Derivation, type DueInput } from './due.ts'
import { calendar, instant, policy, request, zones } from './example-histories.ts'
import { ruleNamed } from './example-history.ts'
import { computePlural } from './plural.ts'
import { replaySteps } from './replay-steps.ts'
import { allRules } from './rules.ts'
import { civilDate } from './zone.ts'

const notAfter = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) <= 0

/** Runs a promise over generated requests that have dates; those the law refuses are no example of it. */
function everyDerivation(holds: (found: Derivation, input: DueInput) => void) {
  fc.assert(
    fc.property(request, input => {
      const computed = computeDue(input)
      if (computed.ok) holds(computed.value, input)
    }),
    { numRuns: 2000 },
  )
}

describe('whatever happened', () => {
  it('no date lies before receipt, and the safe date never after the due date', () => {
    everyDerivation((found, { history }) => {
      const received = civilDate(history.receivedAt, history.zone)
      for (const date of [found.startDate, found.safeDate, found.baseUnrolled, found.baseDue, found.dueDate])
        expect(notAfter(received, date)).toBe(true)
      expect(notAfter(found.safeDate, found.dueDate)).toBe(true)
      expect(notAfter(found.baseUnrolled, found.baseDue)).toBe(true)
    })
  })
  it('the steps of a derivation recompute to its date', () => {
    everyDerivation((found, input) => {
      const replayed = replaySteps(found.steps, input.calendar)
      expect(replayed.ok && replayed.due.toString()).toBe(found.dueDate.toString())
      expect(found.steps.at(-1)?.date).toBe(found.dueDate.toString())
    })
  })
  it('an extension is lawful only up to the last day of a first period that has begun', () => {
    everyDerivation(found => {
      if (found.status !== 'extended' || found.waitingFor.length > 0) return
      const begunLater = found.steps.some(s => s.code === 'identity-received' || s.code === 'fee-received')
      expect(begunLater || notAfter(found.extension!.notifiedOn, found.baseDue)).toBe(true)
    })
  })
  it('a late extension leaves the base date due', () => {
    everyDerivation(found => {
      if (found.status !== 'extended') expect(found.dueDate.equals(found.baseDue)).toBe(true)
      if (found.status === 'extension_invalid_late_notice')
        expect(notAfter(found.extension!.notifiedOn, found.baseDue)).toBe(false)
    })
  })
  it('no officer can extend after the due day', () => {
    fc.assert(
      fc.property(request, fc.integer({ min: 1, max: 24 * 400 }), (input, hours) => {
        const before = computeDue(input)
        if (!before.ok || before.value.waitingFor.length > 0 || before.value.paused.openSince) return
        const at = before.value.dueAtExclusive.add({ hours })
        expect(decideExtension(input, { at }).ok).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })
  it('the due instant is the midnight that ends the due day', () => {
    everyDerivation((found, { history }) => {
      const after = civilDate(found.dueAtExclusive, history.zone)
      const before = civilDate(found.dueAtExclusive.subtract({ nanoseconds: 1 }), history.zone)
      expect(notAfter(after, found.dueDate)).toBe(false)
      expect(notAfter(before, found.dueDate)).toBe(true)
    })
  })
  it('the same history gives the same derivation', () => {
    everyDerivation((found, input) => {
      const again = computeDue(input)
      expect(JSON.stringify(again.ok && again.value)).toBe(JSON.stringify(found))
    })
  })
  it('of several regimes none is due before the one that governs', () => {
    fc.assert(
      fc.property(request, fc.subarray([...allRules], { minLength: 1, maxLength: 4 }), (input, [rule, ...more]) => {
        const bare = { ...input, history: { ...input.history, events: [] } }
        const found = computePlural([{ ...bare, rule: rule! }, ...more.map(r => ({ ...bare, rule: r }))])
        expect(found.ok && found.derivations.every(d => notAfter(found.governing.dueDate, d.dueDate))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a request received later', () => {
  it('is never due earlier', () => {
    const two = fc.record({ a: instant, b: instant, zone: fc.constantFrom(...zones) })
    fc.assert(
      fc.property(fc.constantFrom(...allRules), calendar, policy, two, (rule, calendar, policy, { a, b, zone }) => {
        const [first, second] = [a, b].toSorted(Temporal.Instant.compare)
        const due = (receivedAt: Temporal.Instant) => {
          const computed = computeDue({ rule, calendar, policy, history: { zone, receivedAt, events: [] } })
          if (!computed.ok) throw new Error(computed.why)
          return computed.value
        }
        expect(notAfter(due(first!).dueDate, due(second!).dueDate)).toBe(true)
        expect(notAfter(due(first!).safeDate, due(second!).safeDate)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('every start through 2032', () => {
  const gdpr = ruleNamed('eu_gdpr.access')
  it('gives a month on the same day, or the last one', () => {
    for (let day = Temporal.PlainDate.from('2026-01-01'); day.year < 2033; day = day.add({ days: 1 })) {
      const receivedAt = day.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: '00:00' }).toInstant()
      const history = { zone: 'Europe/Berlin', receivedAt, events: [] }
      const found = computeDue({ rule: gdpr, calendar: weekdays, policy: { roll: 'none' }, history })
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
        const found = computeDue({ rule: ruleNamed('ccpa.know'), calendar: weekdays, history })
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

const weekdays = {
  region: 'none',
  weekend: new Set([6, 7]),
  holidays: new Map(),
  extraWorkingDays: new Set<string>(),
  version: '',
}
