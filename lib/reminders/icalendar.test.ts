import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { type Entry, writeCalendar } from './icalendar.ts'

const now = Temporal.Instant.from('2026-11-27T08:15:30.250Z')
const entry: Entry = {
  uid: '7d3a.answer.eu_gdpr.access@portal.test',
  on: Temporal.PlainDate.from('2026-12-31'),
  summary: 'D-2345-6789: Antwort (DSGVO; Größe, \\ und so weiter)',
  description: `Erste Zeile\nZweite Zeile, ${'ü🙂'.repeat(60)}`,
  url: 'https://portal.test/admin/requests/D-2345-6789',
}
const written = writeCalendar('Fällige Anträge', [entry, { ...entry, uid: 'b@portal.test' }], now)

describe('an officer’s calendar', () => {
  it('is read back by a parser of RFC 5545 as it was meant', () => {
    const calendar = new ICAL.Component(ICAL.parse(written))
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
    const events = calendar.getAllSubcomponents('vevent').map(one => new ICAL.Event(one))
    expect(events).toHaveLength(2)
    const [event] = events
    expect(event!.uid).toBe(entry.uid)
    expect(event!.summary).toBe(entry.summary)
    expect(event!.description).toBe(entry.description)
    expect(event!.startDate.isDate).toBe(true)
    expect(event!.startDate.toString()).toBe('2026-12-31')
    expect(event!.endDate.toString()).toBe('2027-01-01')
    expect(event!.component.getFirstPropertyValue('dtstamp')?.toString()).toBe('2026-11-27T08:15:30Z')
    expect(calendar.getAllSubcomponents('valarm')).toEqual([])
  })

  it('ends every line with CRLF, and has none of more than 75 octets', () => {
    expect(written.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  })

  it('gives the same entry the same name whatever its date, so that a moved date moves the entry', () => {
    const moved = writeCalendar('x', [{ ...entry, on: entry.on.add({ days: 60 }) }], now)
    expect(/UID:.*/.exec(moved)![0]).toBe(/UID:.*/.exec(written)![0])
  })

  it('with nothing due is a calendar all the same', () => {
    expect(new ICAL.Component(ICAL.parse(writeCalendar('x', [], now))).getAllSubcomponents()).toEqual([])
  })
})
