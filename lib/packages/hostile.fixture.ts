import type { PackagedRecord } from './content.ts'
import { record } from './package.fixture.ts'

/** A record whose every value tries to break a form of the package. */
export const hostileRecord = (): PackagedRecord => {
  const values: PackagedRecord['values'] = {
    nul: 'a\u0000b',
    controls: '\u0001\u001b[31m\u007f\u0085\u2028\u2029\ufeff',
    'lone surrogate': 'x\ud800y\udfff',
    bidi: 'invoice\u202efdp.exe\u2066\u2069\u200e',
    huge: `${'wide text '.repeat(60_000)}${'W'.repeat(400_000)}`,
    '9': 'a name like a number',
    big: '9223372036854775808',
    infinite: '-infinity',
    formula: '=HYPERLINK("http://example.org")',
    plus: '+1+cmd|calc',
    emoji: '👩‍👩‍👧 👍🏽 ❤️ 🇩🇪',
    combining: 'e\u0301 a\u030a \u0301',
    escape: 'literally ‹U+0041› and ‹ alone › and \u2039U+',
    html: '<script>alert(1)</script> & "quotes" \'single\'',
    pdf: ') Tj ET (\\ endobj stream',
    spaces: '  two  leading and trailing  ',
    breaks: 'one\r\ntwo\nthree\rfour\n\n',
    'slash/tilde~': { 'a/b': { '~': 'deep' } },
    nested: [1, -0.5, 1e21, true, false, null, '', [], {}, [['x']]],
    empty: '',
    nothing: null,
    thai: 'สวัสดีครับ',
    arabic: 'مرحبا (Al-Noor) ١٢٣ "قليلًا" می\u200cخواهم',
    hebrew: 'שלום [3.5.2026] עולם!',
    devanagari: 'श्री कृष्ण विद्यार्थी क्ष\u200dत्र',
    chinese: '海港人力软件（上海）有限公司，東京カタカナ',
    [`${'long name '.repeat(60)}`]: 'x',
  }
  Object.defineProperty(values, '__proto__', {
    value: 'not a prototype',
    enumerable: true,
    configurable: true,
    writable: true,
  })
  return record('1', values)
}
