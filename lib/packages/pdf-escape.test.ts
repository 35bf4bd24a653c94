import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readVisibleText, visibleText } from './pdf-escape.ts'

const everything = () => true
const latinOnly = (codePoint: number) => codePoint < 0x250 || codePoint === 0x2039 || codePoint === 0x203a

describe('what cannot be drawn is shown, never dropped', () => {
  test('a control, a bidirectional override and a lone surrogate become their numbers', () => {
    expect(visibleText('a\u0000b\u202ec\ud800d', everything)).toBe('a‹U+0000›b‹U+202E›c‹U+D800›d')
  })

  test('so does a character that no font has', () => {
    expect(visibleText('x中', latinOnly)).toBe('x‹U+4E2D›')
  })

  test('a text that looks like an escape is told apart from one', () => {
    expect(visibleText('‹U+0041›', everything)).toBe('‹U+2039›U+0041›')
    expect(visibleText('‹guillemets›', everything)).toBe('‹guillemets›')
  })

  test('join controls stay where they shape letters and are shown where they hide', () => {
    expect(visibleText('می\u200cخواهم', everything)).toBe('می\u200cخواهم')
    expect(visibleText('pay\u200cpal', everything)).toBe('pay‹U+200C›pal')
  })

  test('any text comes back, in NFC', () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.constantFrom(
          '‹',
          '›',
          'U+',
          '0',
          '\u0000',
          '\u202e',
          '\u200d',
          '\ufe0f',
          '👍',
          'ا',
          'é',
          'e\u0301',
          'क',
          '中',
        ),
        fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)),
      ),
    })
    fc.assert(
      fc.property(nasty, fc.constantFrom(everything, latinOnly), (text, drawable) => {
        expect(readVisibleText(visibleText(text, drawable))).toBe(text.normalize('NFC'))
      }),
      { numRuns: 2_000 },
    )
  })
})
