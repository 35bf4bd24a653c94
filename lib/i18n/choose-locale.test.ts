import { describe, expect, test } from 'vitest'
import { chooseLocale } from './choose-locale.ts'

describe('the language of a visit', () => {
  test.each([
    ['a person who chose German reads German whatever the browser says', 'de', 'en', 'de'],
    ['a browser set to Austrian German reads German', null, 'de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['quality counts more than order', null, 'en;q=0.2, de;q=0.7', 'de'],
    ['equal quality: the first wins', null, 'en, de', 'en'],
    ['a language refused with q=0 is not given', null, 'de;q=0, en;q=0.1', 'en'],
    ['an unknown language falls to the next one', null, 'fr-FR, de;q=0.3', 'de'],
    ['any language means the default', null, '*', 'en'],
    ['no header means the default', null, null, 'en'],
    ['a forged cookie is ignored', '../../etc/passwd', 'de', 'de'],
    ['nonsense in the header is ignored', null, ';;;,,;q=9,de;q=abc', 'de'],
    ['the pseudo-language answers to its cookie', 'qps', 'de', 'qps'],
    ['the pseudo-language never answers to a browser', null, 'qps', 'en'],
  ])('%s', (_sentence, cookie, header, expected) => {
    expect(chooseLocale(cookie, header)).toBe(expected)
  })

  test('a header of a million commas is answered at once', () => {
    expect(chooseLocale(null, `${','.repeat(1_000_000)}de`)).toBe('en')
  })
})
