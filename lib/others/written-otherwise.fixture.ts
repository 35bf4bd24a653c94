import type { Mention } from '#lib/demo/mention-others.ts'
import { plain } from '#lib/demo/names.ts'

/** The words of a mention as somebody else writes them, and what that way is called; null where they cannot be written so. */
type Way = { called: string; write: (words: string) => string | null }

const latin = (words: string) => /^\p{Script=Latin}/u.test(words)
const parts = (words: string) => words.split(' ')

export const ways: { [by in Mention['by']]: Way[] } = {
  name: [
    {
      called: 'family name first',
      write: words => (parts(words).length > 1 ? `${parts(words).slice(1).join(' ')}, ${parts(words)[0]}` : null),
    },
    { called: 'in capitals', write: words => (words.toUpperCase() === words ? null : words.toUpperCase()) },
    { called: 'in small letters', write: words => (words.toLowerCase() === words ? null : words.toLowerCase()) },
    {
      called: 'without accents',
      write: words => (latin(words) ? parts(words).map(plain).map(capital).join(' ') : null),
    },
    {
      called: 'with an initial',
      write: words => (latin(words) && parts(words).length === 2 ? parts(words).join(' K. ') : null),
    },
    { called: 'in the genitive', write: words => (latin(words) ? `${words}’s` : null) },
    {
      called: 'umlauts written out',
      write: words =>
        /[äöü]/.test(words) ? words.replace(/[äöü]/g, one => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[one]!) : null,
    },
    {
      called: 'in another normal form',
      write: words => (words.normalize('NFD') === words ? null : words.normalize('NFD')),
    },
  ],
  email: [
    { called: 'in capitals', write: words => words.toUpperCase() },
    { called: 'with (at)', write: words => words.replace('@', ' (at) ') },
    { called: 'in a link', write: words => `https://example.org/?to=${words.replace('@', '%40')}&x=1` },
    { called: 'in brackets', write: words => `<${words}>.` },
  ],
  phone: [
    { called: 'with 00', write: words => words.replace('+', '00') },
    { called: 'with points', write: words => words.replaceAll(' ', '.') },
    { called: 'without spaces', write: words => words.replaceAll(' ', '') },
    {
      called: 'without the country',
      write: words => (/^\+(353|44|49|33|46) /.test(words) ? words.replace(/^\+\d+ /, '0') : null),
    },
    {
      called: 'with (0)',
      write: words => (/^\+(44|49|46) /.test(words) ? words.replace(/^(\+\d+) /, '$1 (0)') : null),
    },
  ],
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** Sentences that name nobody although a careless reader might think so. */
export const namesNobody = [
  'Will May be able to mark the long hall by summer?',
  'In May Rose Green Brown Stone Ltd opened a hall in Long Field Street.',
  'Der lange Winter im Wald; Freitag ist Sommerfest mit Jung und Klein.',
  'Call 2026-11-05T08:15:00Z or order 4711-0815-2342, version 10.15.7, 127.0.0.1.',
  'Write to name@, @everyone, a@b or https://example.org/@handle/page.',
  'Grace Hope Faith: please tick one. The art of the deal. Page 12 of 15.',
  '我们公司有200名员工,想了解考勤和假期管理功能。林业和黄金,孙子兵法,马上朱红。',
]
