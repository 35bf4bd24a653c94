import { expect, test } from 'vitest'
import { readByteRange } from './byte-range.ts'

test.each([
  ['bytes=0-99', { start: 0, end: 100 }],
  ['bytes=500-', { start: 500, end: 1000 }],
  ['bytes=-200', { start: 800, end: 1000 }],
  ['bytes=-5000', { start: 0, end: 1000 }],
  ['bytes=999-5000', { start: 999, end: 1000 }],
])('%s of a thousand bytes is a part of the file', (header, part) => {
  expect(readByteRange(header, 1000)).toEqual(part)
})

test.each([null, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=0-1,5-9', 'items=0-1', 'bytes=a-b', 'bytes=0x1-2'])(
  '%j asks for no part that a server must answer: the whole file follows (RFC 9110 section 14.2)',
  header => {
    expect(readByteRange(header, 1000)).toBeUndefined()
  },
)

test.each([
  ['bytes=1000-', 1000],
  ['bytes=-0', 1000],
  ['bytes=0-', 0],
  ['bytes=-5', 0],
])('%s of %i bytes lies beyond the end', (header, size) => {
  expect(readByteRange(header, size)).toBe('unsatisfiable')
})
