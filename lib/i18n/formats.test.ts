import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { formatBytes, formatDate, formatDay, formatList, formatNumber, formatTime } from './formats.ts'

const due = Temporal.PlainDate.from('2025-02-28')
const lateEvening = Temporal.Instant.from('2025-06-30T23:30:00Z')

describe('dates people can trust', () => {
  test('a due date is a day, written the way the reader writes it', () => {
    expect(formatDate('en', due, 'long')).toMatch(/^Friday,? 28 February 2025$/)
    expect(formatDate('en', due)).toBe('28 February 2025')
    expect(formatDate('de', due, 'long')).toBe('Freitag, 28. Februar 2025')
    expect(formatDate('qps', due, 'short')).toBe('28 Feb 2025')
  })

  test('an instant falls on the day of the organisation, not of the server', () => {
    expect(formatDay('en', lateEvening, 'Europe/Dublin')).toBe('1 July 2025')
    expect(formatDay('en', lateEvening, 'America/Los_Angeles')).toBe('30 June 2025')
  })

  test('a time names its zone', () => {
    expect(formatTime('en', lateEvening, 'Europe/Berlin')).toMatch(/^1 Jul 2025, 01:30 (CEST|GMT\+2)$/)
    expect(formatTime('de', lateEvening, 'Europe/Berlin')).toMatch(/^1\. Juli? 2025, 01:30 MESZ$/)
  })

  test('an hour in Dublin in winter is one of GMT in German too', () => {
    expect(formatTime('de', Temporal.Instant.from('2026-11-27T12:10:00Z'), 'Europe/Dublin')).toMatch(/, 12:10 GMT$/)
  })

  test('midnight is 00:00, never 24:00', () => {
    expect(formatTime('en', Temporal.Instant.from('2025-01-01T00:00:00Z'), 'UTC')).toContain('00:00')
  })
})

test('numbers, lists and sizes follow the language', () => {
  expect(formatNumber('en', 1234567)).toBe('1,234,567')
  expect(formatNumber('de', 1234567)).toBe('1.234.567')
  expect(formatList('de', ['Mail', 'Post', 'Telefon'])).toBe('Mail, Post und Telefon')
  expect(formatBytes('en', 1)).toBe('1 byte')
  expect(formatBytes('en', 1_530_000)).toBe('1.5 MB')
  expect(formatBytes('de', 0)).toBe('0 Byte')
})
