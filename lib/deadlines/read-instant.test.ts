import { describe, expect, it } from 'vitest'
import { readDate, readInstant } from './read-instant.ts'

const read = (text: string) => {
  const instant = readInstant(text)
  return typeof instant === 'string' ? instant : instant.at.toString()
}

describe('a timestamp', () => {
  it.each([
    ['2026-08-25T10:00:00+02:00', '2026-08-25T08:00:00Z'],
    ['2026-08-25T10:00+02:00', '2026-08-25T08:00:00Z'],
    ['2026-08-25T10:00:00.5Z', '2026-08-25T10:00:00.5Z'],
    ['2026-08-25T10:00:00.123456789-05:30', '2026-08-25T15:30:00.123456789Z'],
    ['2028-02-29T23:59:59Z', '2028-02-29T23:59:59Z'],
  ])('%s is read', (text, instant) => expect(read(text)).toBe(instant))
  it.each([
    '2026-02-30T10:00:00+01:00',
    '2027-02-29',
    '2026-13-01T10:00:00Z',
    '2026-08-25T25:00:00Z',
    '2026-08-25T10:61:00Z',
    '2026-08-25T10:00:00+25:00',
    '2026-00-10',
    '2026-02-30T10:00',
  ])('%s does not exist and is moved nowhere', text => expect(read(text)).toBe('invalid_date'))
  it.each(['2026-08-25T10:00:00', '2026-08-25', '2026-08-25T10:00'])('%s could be two days, without its offset', text =>
    expect(read(text)).toBe('missing_offset'),
  )
  it.each([
    '25.08.2026',
    '08/25/2026',
    '',
    '2026-8-25',
    '2026-08-25 10:00:00+02:00',
    '2026-08-25T10:00:00+0200',
    '2026-08-25t10:00:00z',
    '2026-08-25T10:00:00Z[UTC]',
    ' 2026-08-25T10:00:00Z',
    '2026-08-25T10:00:00Z\n',
    '+002026-08-25T10:00:00Z',
    '2026-08-25T10Z',
    '2026-08-25T10:00:00.Z',
    '2026-08-25T10:00:00.1234567890Z',
    '2026-08-25xT10:00:00Z',
    '1787644800',
  ])('%j is not guessed at', text => expect(read(text)).toBe('invalid_format'))
  it('keeps the offset it was written with, as a zone', () => {
    expect(readInstant('2026-08-25T10:00:00+02:00')).toMatchObject({ offset: '+02:00' })
    expect(readInstant('2026-08-25T10:00:00Z')).toMatchObject({ offset: 'UTC' })
  })
})

it('a civil date exists or is refused', () => {
  expect(readDate('2028-02-29').toString()).toBe('2028-02-29')
  expect(readDate('2027-02-29')).toBe('invalid_date')
  expect(readDate('2027-02-9')).toBe('invalid_format')
  expect(readDate('x2027-02-19')).toBe('invalid_format')
  expect(readDate('2027-02-19T10:00')).toBe('invalid_format')
})
