import { expect, test } from 'vitest'
import { locales } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { isAddress, kindFor, kindNames, kinds } from './kinds.ts'

test.each(kindNames)('the kind %s has a name in every language, and takes the address that is its example', kind => {
  for (const locale of locales) expect(createTranslator(locale, 'history')(`kind.${kind}`)).not.toContain('kind.')
  const { address } = kinds[kind]!
  expect(isAddress(address)).toBe(true)
  expect(kindFor(kind, address)).toBe(kind)
})

test('an address that several kinds take belongs to none until the map says which', () => {
  expect(kindFor(null, 'file:///logs/access.log*')).toBe(null)
  expect(kindFor(null, 'postgres://reader@db.example.org/site')).toBe('postgres')
  expect(kindFor('csv', 'postgres://reader@db.example.org/site')).toBe(null)
})
