import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { addPeriod, calendarForRule, makeCalendar, restReason, rollForward, strictestBusinessDays } from './calendar.ts'
import { plainWeek, ruleNamed } from './history-for-tests.ts'

const day = (iso: string) => Temporal.PlainDate.from(iso)
const china = () =>
  makeCalendar({
    region: 'CN',
    weekend: [6, 7],
    holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
    extra_working_days: ['2026-10-10'],
  })

describe('a day of rest', () => {
  it('is a weekend day or a holiday, unless it was declared a working day', () => {
    expect(restReason(china(), day('2026-10-03'))).toBe('weekend')
    expect(restReason(china(), day('2026-10-05'))).toBe('holiday')
    expect(restReason(china(), day('2026-10-10'))).toBeUndefined()
    expect(restReason(china(), day('2026-10-08'))).toBeUndefined()
  })
})

describe('a period', () => {
  it('of business days skips rest and counts make-up Saturdays, from the day after', () => {
    expect(addPeriod(china(), day('2026-09-30'), { n: 1, unit: 'business_day' }).toString()).toBe('2026-10-08')
    expect(addPeriod(china(), day('2026-09-30'), { n: 3, unit: 'business_day' }).toString()).toBe('2026-10-10')
    expect(addPeriod(china(), day('2026-10-03'), { n: 0, unit: 'business_day' }).toString()).toBe('2026-10-03')
  })
  it('of calendar days is civil days, summer time or not', () => {
    expect(addPeriod(plainWeek, day('2026-10-20'), { n: 45, unit: 'calendar_day' }).toString()).toBe('2026-12-04')
  })
  it('of months clamps to the last day', () => {
    expect(addPeriod(plainWeek, day('2028-01-31'), { n: 1, unit: 'month' }).toString()).toBe('2028-02-29')
    expect(addPeriod(plainWeek, day('2028-08-31'), { n: 3, unit: 'month' }).toString()).toBe('2028-11-30')
  })
})

describe('a last day of rest', () => {
  it('moves to the next working day', () => {
    expect(rollForward(china(), day('2026-10-01'), 'next_working_day').toString()).toBe('2026-10-08')
    expect(rollForward(china(), day('2026-10-10'), 'next_working_day').toString()).toBe('2026-10-10')
  })
  it('stays where the law moves nothing', () => {
    expect(rollForward(china(), day('2026-10-01'), 'none').toString()).toBe('2026-10-01')
  })
  it('moves in South Africa on Sundays and holidays, and not on Saturdays', () => {
    const za = makeCalendar({ region: 'ZA', weekend: [6, 7], holidays: ['2026-12-16', '2026-12-28'] })
    expect(rollForward(za, day('2026-12-16'), 'skip_sundays_and_holidays').toString()).toBe('2026-12-17')
    expect(rollForward(za, day('2026-12-19'), 'skip_sundays_and_holidays').toString()).toBe('2026-12-19')
    expect(rollForward(za, day('2026-12-27'), 'skip_sundays_and_holidays').toString()).toBe('2026-12-29')
  })
})

describe('a calendar', () => {
  const make = () => makeCalendar({ region: 'X', weekend: [7, 6], holidays: ['2026-05-01', '2026-01-01'] })
  it('has the same version for the same days in any order and under any name', () => {
    const one = make()
    const two = makeCalendar({
      region: 'X',
      weekend: [6, 7, 6],
      holidays: [{ date: '2026-01-01', name: 'New Year' }, '2026-05-01'],
    })
    expect(two.version).toBe(one.version)
    expect(two.holidays.get('2026-01-01')).toBe('New Year')
    expect([...one.holidays.keys()]).toEqual(['2026-01-01', '2026-05-01'])
  })
  it('has another version for another day, week, region or make-up day', () => {
    const versions = [
      make(),
      makeCalendar({ region: 'Y', weekend: [6, 7], holidays: ['2026-05-01', '2026-01-01'] }),
      makeCalendar({ region: 'X', weekend: [7], holidays: ['2026-05-01', '2026-01-01'] }),
      makeCalendar({ region: 'X', weekend: [6, 7], holidays: ['2026-05-01'] }),
      makeCalendar({
        region: 'X',
        weekend: [6, 7],
        holidays: ['2026-05-01', '2026-01-01'],
        extra_working_days: ['2026-05-02'],
      }),
    ].map(c => c.version)
    expect(new Set(versions).size).toBe(5)
  })
  it('orders make-up days before hashing them', () => {
    const of = (days: string[]) =>
      makeCalendar({ region: 'X', weekend: [7], holidays: [], extra_working_days: days }).version
    expect(of(['2026-05-02', '2026-01-03'])).toBe(of(['2026-01-03', '2026-05-02', '2026-01-03']))
  })
  it('refuses days that do not exist and weeks without a working day', () => {
    const week = { region: 'X', weekend: [6, 7] }
    expect(() => makeCalendar({ ...week, holidays: ['2026-02-30'] })).toThrow()
    expect(() => makeCalendar({ ...week, holidays: [{ date: '2027-02-29', name: '' }] })).toThrow()
    expect(() => makeCalendar({ ...week, holidays: [], extra_working_days: ['1.5.2026'] })).toThrow()
    expect(() => makeCalendar({ region: 'X', weekend: [0], holidays: [] })).toThrow()
    expect(() => makeCalendar({ region: 'X', weekend: [8], holidays: [] })).toThrow()
    expect(() => makeCalendar({ region: 'X', weekend: [1, 2, 3, 4, 5, 6, 7], holidays: [] })).toThrow(
      'a week needs a working day',
    )
  })
})

it('the strictest reading works on Saturdays and holidays and rests on Sundays', () => {
  const calendar = china()
  const strict = strictestBusinessDays(calendar)
  expect([...strict.weekend]).toEqual([7])
  expect(strict.holidays.size).toBe(0)
  expect(strict.extraWorkingDays.size).toBe(0)
  expect(strict.version).toBe(calendar.version)
})

it('California subtracts no holidays from its business days; the GDPR keeps those of the seat', () => {
  const seat = china()
  const bare = calendarForRule(ruleNamed('ccpa.ack'), seat)
  expect(bare.holidays.size).toBe(0)
  expect([...bare.weekend]).toEqual([6, 7])
  expect(bare.region).toBe('CN')
  expect(calendarForRule(ruleNamed('eu_gdpr.access'), seat)).toBe(seat)
})
