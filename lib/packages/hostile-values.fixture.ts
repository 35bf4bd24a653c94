import fc from 'fast-check'
import type { PackagedRecord } from './content.ts'
import { record } from './package.fixture.ts'

/** What programs take for a formula, what hides, what breaks lines, what breaks names. */
const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        "'",
        '"',
        ',',
        ';',
        '\0',
        '\ud800',
        '\u202e',
        '‹',
        'U+',
        '<b>',
        '&amp;',
        'é',
        'e\u0301',
        ' ',
      ),
      { maxLength: 12 },
    )
    .map(parts => parts.join('')),
)

const hostileValue = fc.letrec<{ value: PackagedRecord['values'][string] }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    hostileText,
    fc.constantFrom('9223372036854775808', '', null, true, false, -0.5, 1e21, '-1'),
    fc.array(tie('value') as fc.Arbitrary<never>, { maxLength: 3 }),
    fc.dictionary(fc.oneof(hostileText, fc.constant('__proto__')), tie('value') as fc.Arbitrary<never>, { maxKeys: 3 }),
  ),
})).value

export const hostileRecords = fc
  .array(
    fc.dictionary(fc.oneof(hostileText, fc.constantFrom('__proto__', 'name', '_more')), hostileValue, { maxKeys: 4 }),
    { maxLength: 4 },
  )
  .map(records => records.map((values, index) => record(`${index}`, values)))
