import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { showHidden } from './show-hidden.ts'

const shown = (text: string) =>
  showHidden(text)
    .map(part => (part.kind === 'hidden' ? `[${part.text}]` : part.text))
    .join('')

describe('what somebody wrote, as it is', () => {
  test('a file name that only looks like a picture is seen through', () => {
    expect(shown('invoice\u202Egpj.exe')).toBe('invoice[U+202E]gpj.exe')
  })

  test.each([
    ['NUL', '\u0000', '[U+0000]'],
    ['an escape sequence', '\u001B[31m', '[U+001B][31m'],
    ['a zero-width space', 'a\u200Bb', 'a[U+200B]b'],
    ['a lone surrogate', 'a\uD800b', 'a[U+D800]b'],
    ['a tag character', '\u{E0041}', '[U+E0041]'],
    ['a lone carriage return', 'a\rb', 'a[U+000D]b'],
    ['a line separator', 'a\u2028b', 'a[U+2028]b'],
  ])('%s is shown by its code', (_name, text, expected) => {
    expect(shown(text)).toBe(expected)
  })

  test.each([
    'Mairead Ní Bhriain',
    'أحمد منصور',
    'می\u200Cخواهم',
    'क्\u200Dष',
    '👩\u200D🚀',
    '李小龍',
    'two\nlines\tand a tab',
  ])('%j is left alone', text => {
    expect(shown(text)).toBe(text)
  })

  test('nothing is dropped: taking the codes back gives the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const back = showHidden(text)
          .map(part =>
            part.kind === 'hidden' ? String.fromCodePoint(Number.parseInt(part.text.slice(2), 16)) : part.text,
          )
          .join('')
        expect(back).toBe(text.replaceAll('\r\n', '\n'))
      }),
    )
  })
})
