import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { civilDate, endOfDay, isZone } from './zone.ts'

const day = (iso: string) => Temporal.PlainDate.from(iso)

describe('a zone', () => {
  it('is a name of the tz database or an offset', () => {
    for (const zone of [
      'Europe/Berlin',
      'UTC',
      'America/Argentina/Buenos_Aires',
      'Etc/GMT+5',
      'EST5EDT',
      '+05:30',
      '-03:00',
    ])
      expect([zone, isZone(zone)]).toEqual([zone, true])
  })
  it('is neither a city of fable, nor a timestamp, nor nothing', () => {
    for (const zone of [
      'Europe/Atlantis',
      '',
      ' UTC',
      'UTC ',
      'Mars',
      '2026-01-01T00:00:00+01:00[Europe/Berlin]',
      '2026-01-01T00:00Z',
      '+25:00',
      '+1:00',
      '+01:000',
      '*+01:00',
      'Europe/',
    ])
      expect([zone, isZone(zone)]).toEqual([zone, false])
  })
  it('decides which day it is', () => {
    const at = Temporal.Instant.from('2026-12-01T04:30:00Z')
    expect(civilDate(at, 'America/Los_Angeles').toString()).toBe('2026-11-30')
    expect(civilDate(at, 'Europe/Berlin').toString()).toBe('2026-12-01')
  })
  it('ends its days on its own clock, even where midnight or the whole day is missing', () => {
    expect(endOfDay(day('2026-03-28'), 'Europe/Berlin').toString()).toBe('2026-03-28T23:00:00Z')
    expect(endOfDay(day('2018-11-03'), 'America/Sao_Paulo').toString()).toBe('2018-11-04T03:00:00Z')
    expect(endOfDay(day('2011-12-29'), 'Pacific/Apia').toString()).toBe('2011-12-30T10:00:00Z')
  })
})
