import { expect, test } from 'vitest'
import { type Format, formatOf } from './formats.ts'
import { labelOf, sharedMark, singular, tableWords, wordsOf } from './words.ts'

test.each<[string, Format | null]>([
  ['ann@example.org', 'email'],
  ['ann@example.org, bea@example.org', null],
  ['@ann', null],
  ['+353 1 555 0101', 'phone'],
  ['5550101', 'number'],
  ['203.0.113.7', 'ip'],
  ['203.0.113.700', null],
  ['2001:db8::7', 'ip'],
  ['10:30:00', 'ip'], // a time of day is written like a short IPv6 address: the type of its column tells them apart
  ['a0000000-0000-4000-8000-000000000001', 'uuid'],
  ['2026-02-28', 'date'],
  ['2026-02-28 10:00:00+00', 'date'],
  ['DE89 3704 0044 0532 0130 00', 'iban'],
  ['DE88370400440532013000', 'token'],
  ['4111 1111 1111 1111', 'card'],
  ['4111111111111112', 'number'],
  ['Ann Fennick', 'name'],
  ['Vincent van der Berg', 'name'],
  ['ليلى حداد', 'name'],
  ['Oak chair', null],
  ['true', 'flag'],
  ['$P$BIRXVj31kmrpkMfTTi5kQ8nPYbFqB21', 'token'],
  ['Please tell me where the lamp is today.', 'prose'],
])('%s looks like %s', (text, format) => expect(formatOf(text)).toBe(format))

test('names fall into words, however they are written', () => {
  for (const name of ['handledBy', 'handled_by', 'HANDLED-BY', 'handled by'])
    expect(wordsOf(name)).toEqual(['handled', 'by'])
  expect(['categories', 'addresses', 'people', 'status', 'boxes', 'bus'].map(singular)).toEqual([
    'category',
    'address',
    'person',
    'statu',
    'box',
    'bus',
  ])
  expect(labelOf('first_name')).toBe('First name')
})

test('what all tables of a product begin with says nothing of one of them', () => {
  const mark = sharedMark(['wp_users', 'wp_posts', 'wp_options', 'wp_comments'])
  expect(mark).toBe('wp')
  expect(tableWords('wp_users', mark)).toEqual(['user'])
  expect(tableWords('tbl_customers', null)).toEqual(['customer'])
  expect(sharedMark(['customer', 'customer_address', 'order', 'ticket'])).toBe(null)
})
