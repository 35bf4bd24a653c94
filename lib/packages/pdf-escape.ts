/**
 * What a character becomes that cannot be drawn or that would mislead a reader: `‹U+202E›`, its code point in hexadecimal. The
 * sign `‹` directly before `U+` is written `‹U+2039›`, so that the way back is unambiguous.
 */
export const escapeOf = (codePoint: number): string => `‹U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}›`

/** Controls, line and paragraph separators, bidirectional controls (a name could be spoofed with them), invisible spaces, tags, private use, surrogates. */
const misleading =
  /[\p{Cc}\p{Co}\p{Cs}\p{Cn}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffc\u{e0000}-\u{e0fff}]/u

const unsafe = new RegExp(`‹(?=U\\+)|(?![\\t\\n\\r])${misleading.source}`, 'gu')

/** Join controls shape letters of these scripts and emoji; anywhere else they are invisible and are shown. */
const joining = /\p{Script=Arabic}|\p{Script=Devanagari}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u

const mark = /\p{M}/u

/**
 * The text as it is drawn: NFC (a letter and its accent are one glyph), with escapes. Line breaks must have been taken out before.
 * `drawable` says whether some embedded font has a glyph.
 */
export const visibleText = (text: string, drawable: (codePoint: number) => boolean): string => {
  let out = ''
  let before = ''
  const normal = text.normalize('NFC')
  for (let index = 0; index < normal.length; ) {
    const codePoint = normal.codePointAt(index)!
    const character = String.fromCodePoint(codePoint)
    index += character.length
    out += shown(character, codePoint, before, normal.startsWith('U+', index), drawable)
    before = character
  }
  return out
}

const shown = (
  character: string,
  codePoint: number,
  before: string,
  opensEscape: boolean,
  drawable: (codePoint: number) => boolean,
): string => {
  if (character === '‹') return opensEscape ? escapeOf(codePoint) : character
  if (codePoint === 0x200c || codePoint === 0x200d || codePoint === 0xfe0f) {
    return joining.test(before) ? character : escapeOf(codePoint)
  }
  // A mark without a letter would sit on the letter of another word.
  if (mark.test(character) && (before === '' || before === ' ')) return escapeOf(codePoint)
  return misleading.test(character) || !drawable(codePoint) ? escapeOf(codePoint) : character
}

/**
 * The exact text with escapes only for what a file of text cannot carry or what would mislead: for HTML and CSV, where the reader's own
 * fonts draw everything else. Tabs and line breaks stay.
 */
export const safeText = (text: string): string =>
  text.replace(unsafe, character => escapeOf(character.codePointAt(0) ?? 0))

/** Undoes the escapes: the way back from what a form shows to the value (in the PDF: to its NFC). */
export const readVisibleText = (shownText: string): string =>
  shownText.replace(/‹U\+([0-9A-F]{4,6})›/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
