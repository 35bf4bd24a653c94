import { describe, expect, it } from 'vitest'
import { makeCalendar } from './calendar.ts'
import { calendarToData, isWeaklyKnown, seatCalendar, yearsAround } from './holidays.ts'
import { isKnownSeat } from './library-holidays.ts'
import vectors from './vectors.json' with { type: 'json' }

const holidays = (country: string, region?: string, year = 2026, city?: string) => [
  ...seatCalendar({ country, ...(region && { region }), ...(city && { city }) }, [year, year]).holidays.keys(),
]

describe('the calendar of a seat', () => {
  it.each([
    ['DE-BE', 'DE', 'BE'],
    ['DE-BY', 'DE', 'BY'],
    ['FR', 'FR', undefined],
    ['IE', 'IE', undefined],
    ['AT', 'AT', undefined],
    ['GB-ENG', 'GB', 'ENG'],
    ['GB-SCT', 'GB', 'SCT'],
    ['US-FED', 'US', undefined],
    ['ZA', 'ZA', undefined],
    ['KR', 'KR', undefined],
    ['CN', 'CN', undefined],
    ['CA-FED', 'CA', undefined],
  ])('knows every holiday of %s in the shared cases', (name, country, region) => {
    const wanted = vectors.vectors.find(v => v.calendar.region === name)!.calendar.holidays
    const seat = { country, ...(region && { region }) }
    const calendar = seatCalendar(seat, [2024, 2028])
    expect(wanted.filter(day => !calendar.holidays.has(day))).toEqual([])
  })
  it('takes Irish Good Friday for the working day it is', () => {
    expect(holidays('IE')).not.toContain('2026-04-03')
    expect(holidays('IE')).toContain('2026-02-02')
  })
  it('tells England, Scotland and Northern Ireland apart, and takes an unnamed British seat for English', () => {
    expect(holidays('GB', 'SCT')).toEqual(expect.arrayContaining(['2026-08-03', '2026-06-15', '2026-11-30']))
    expect(holidays('GB', 'SCT')).not.toContain('2026-04-06')
    expect(holidays('GB', 'NIR')).toEqual(expect.arrayContaining(['2026-03-17', '2026-07-13']))
    expect(holidays('GB', 'ENG')).not.toContain('2026-06-15')
    expect(holidays('GB')).toEqual(holidays('GB', 'ENG'))
    expect(seatCalendar({ country: 'GB' }, [2026, 2026]).region).toBe('GB-ENG')
  })
  it('has the substitute for Boxing Day on a Saturday, and New Year’s Day observed the year before', () => {
    expect(holidays('GB', 'ENG')).toContain('2026-12-28')
    expect(holidays('US', 'CA', 2027)).toContain('2027-12-31')
    expect(holidays('US', 'CA')).toContain('2026-03-31')
  })
  it('has holidays of several days on each of them, and none for half a day', () => {
    expect(holidays('KR')).toEqual(expect.arrayContaining(['2026-09-24', '2026-09-25', '2026-09-26']))
    expect(holidays('SZ', undefined, 2027)).toEqual(expect.arrayContaining(['2027-01-01', '2027-01-02']))
    expect(holidays('CN')).not.toContain('2026-03-08')
    expect(holidays('IS')).not.toContain('2026-12-24')
    expect(holidays('AU', undefined, 2026).filter(d => d.startsWith('2026-04-0'))).not.toContain('2026-04-07')
  })
  it('knows a town of its own', () => {
    expect(holidays('DE', 'BY', 2026, 'A')).toContain('2026-08-08')
    expect(holidays('DE', 'BY')).not.toContain('2026-08-08')
  })
  it('covers the years asked for and no other', () => {
    const calendar = seatCalendar({ country: 'DE', region: 'BE' }, yearsAround(2026), {
      add: [{ date: '2030-01-02', name: 'too far' }],
      extra_working_days: ['2024-12-28'],
    })
    expect(yearsAround(2026)).toEqual([2025, 2028])
    const years = new Set([...calendar.holidays.keys()].map(d => d.slice(0, 4)))
    expect([...years]).toEqual(['2025', '2026', '2027', '2028'])
    expect(calendar.extraWorkingDays.size).toBe(0)
  })
  it('rests on Friday and Saturday where the week is so, unless the organisation knows better', () => {
    expect([...seatCalendar({ country: 'IL' }, [2026, 2026]).weekend]).toEqual([5, 6])
    expect([...seatCalendar({ country: 'DE' }, [2026, 2026]).weekend]).toEqual([6, 7])
    expect([...seatCalendar({ country: 'IL' }, [2026, 2026], { weekend: [6, 7] }).weekend]).toEqual([6, 7])
  })
  it('is refused for a place nobody knows', () => {
    const inYear = [2026, 2026] as const
    expect(() => seatCalendar({ country: 'XX' }, inYear)).toThrow('No holidays are known for XX')
    expect(() => seatCalendar({ country: 'DE', region: 'ZZ' }, inYear)).toThrow('No holidays are known for DE-ZZ')
    expect(() => seatCalendar({ country: 'DE', region: 'BY', city: 'ZZ' }, inYear)).toThrow('DE-BY-ZZ')
    expect(() => seatCalendar({ country: 'DE', city: 'A' }, inYear)).toThrow(RangeError)
    expect(() => seatCalendar({ country: 'FR', region: 'toString' }, inYear)).toThrow(RangeError)
    expect(() => seatCalendar({ country: 'constructor' }, inYear)).toThrow(RangeError)
  })
})

describe('a seat', () => {
  it('is known before it is saved, or not', () => {
    expect(isKnownSeat({ country: 'DE', region: 'BE' })).toBe(true)
    expect(isKnownSeat({ country: 'DE', region: null, city: null })).toBe(true)
    expect(isKnownSeat({ country: 'DE', region: 'Berlin' })).toBe(false)
    expect(isKnownSeat({ country: 'Deutschland' })).toBe(false)
  })
  it('is the same with its region written short or in full', () => {
    const long = seatCalendar({ country: 'DE', region: 'DE-BE' }, [2026, 2026])
    expect(long).toEqual(seatCalendar({ country: 'DE', region: 'BE' }, [2026, 2026]))
    expect(long.region).toBe('DE-BE')
  })
})

describe('an organisation’s override', () => {
  const seat = { country: 'DE', region: 'BE' }
  const plain = () => seatCalendar(seat, [2026, 2026])
  it('adds, removes and declares working days, and makes another version', () => {
    const own = seatCalendar(seat, [2026, 2026], {
      add: [{ date: '2026-12-24', name: 'Heiligabend' }],
      remove: ['2026-03-08'],
      extra_working_days: ['2026-12-19'],
    })
    expect(own.holidays.get('2026-12-24')).toBe('Heiligabend')
    expect(own.holidays.has('2026-03-08')).toBe(false)
    expect(own.extraWorkingDays.has('2026-12-19')).toBe(true)
    expect(own.version).not.toBe(plain().version)
  })
  it('that changes nothing makes no new version', () => {
    expect(seatCalendar(seat, [2026, 2026], {}).version).toBe(plain().version)
  })
  it('with an impossible day is refused', () => {
    expect(() => seatCalendar(seat, [2026, 2026], { remove: ['2026-02-30'] })).toThrow()
    expect(() => seatCalendar(seat, [2026, 2026], { add: [{ date: '2026-02-30', name: '' }] })).toThrow()
    expect(() => seatCalendar(seat, [2026, 2026], { weekend: [9] })).toThrow()
    expect(() => seatCalendar(seat, [2026, 2026], { weekend: [0] })).toThrow()
  })
})

it('a calendar survives the way through the database', () => {
  const calendar = seatCalendar({ country: 'GB', region: 'NIR' }, [2026, 2027], { extra_working_days: ['2026-12-26'] })
  expect(makeCalendar(JSON.parse(JSON.stringify(calendarToData(calendar))))).toEqual(calendar)
})

it('the admin is told where the library is weak', () => {
  expect(['IN', 'BR', 'CN', 'DE'].map(country => isWeaklyKnown({ country }))).toEqual([true, true, true, false])
})
