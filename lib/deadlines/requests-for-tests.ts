import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { type Calendar, makeCalendar } from './calendar.ts'
import { type ClockEvent, questions } from './clock-events.ts'
import type { DueInput } from './due.ts'
import type { Policy } from './effects.ts'
import { pauseCount, roll } from './rule-schema.ts'
import { allRules } from './rules.ts'

/** Arbitrary requests for the properties of the law: any rule, policy, calendar, zone and order of events, 2024 to 2032. */
const FIRST = Temporal.Instant.from('2024-01-01T00:00:00Z').epochMilliseconds
const LAST = Temporal.Instant.from('2032-12-31T23:59:59Z').epochMilliseconds

/** Every zone of the tz database this machine knows. */
export const zones = Intl.supportedValuesOf('timeZone')

export const instant = fc
  .integer({ min: FIRST / 1000, max: Math.floor(LAST / 1000) })
  .map(seconds => Temporal.Instant.fromEpochMilliseconds(seconds * 1000))

const isoDay = instant.map(at => at.toZonedDateTimeISO('UTC').toPlainDate().toString())

export const calendar: fc.Arbitrary<Calendar> = fc
  .record({
    weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 3 }),
    holidays: fc.array(isoDay, { maxLength: 40 }),
    extra_working_days: fc.array(isoDay, { maxLength: 10 }),
  })
  .map(days => makeCalendar({ region: 'any', ...days }))

export const policy: fc.Arbitrary<Policy> = fc.record(
  {
    roll: fc.constantFrom(...roll.options),
    pauseCount: fc.constantFrom(...pauseCount.options),
    euSuspension: fc.constantFrom('none' as const, 'edpb_suspend' as const),
  },
  { requiredKeys: [] },
)

type Later = { type: Exclude<ClockEvent['type'], 'received' | 'date-set'>; hours: number; named: number }
const types = [...(Object.keys(questions) as (keyof typeof questions)[]), 'extension-notified' as const]
const happening: fc.Arbitrary<Later> = fc.record({
  type: fc.constantFrom(...types),
  hours: fc.integer({ min: -48, max: 24 * 150 }),
  named: fc.integer({ min: 0, max: 200 }),
})

/** A rule and a history with up to six events, lawful or not. */
export const request: fc.Arbitrary<DueInput> = fc
  .record({
    rule: fc.constantFrom(...allRules),
    calendar,
    policy,
    zone: fc.constantFrom(...zones),
    receivedAt: instant,
    later: fc.array(happening, { maxLength: 6 }),
  })
  .map(({ rule, calendar, policy, zone, receivedAt, later }) => {
    const events = later.map(({ type, hours, named }): ClockEvent => {
      const at = receivedAt.add({ hours })
      if (type !== 'extension-notified') return { type, at }
      return { type, at, newDate: at.toZonedDateTimeISO(zone).toPlainDate().add({ days: named }) }
    })
    return { rule, calendar, policy, history: { zone, receivedAt, events } }
  })
