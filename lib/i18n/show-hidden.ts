export type TextPart = { kind: 'text' | 'hidden'; text: string }

/**
 * Control characters (except tab and line feed), lone surrogates, bidi overrides and isolates, zero-width and tag characters,
 * line and paragraph separators: all that can make text look like something it is not. The joiners U+200C and U+200D
 * stay: Persian, Hindi and emoji need them.
 */
const hidden = new RegExp(
  [
    '[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u00AD\\u061C\\u115F\\u1160\\u180E\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164]',
    '[\\uFEFF\\uFFA0\\uFFF0-\\uFFFB\\uFFFE\\uFFFF\\u{E0000}-\\u{E007F}]',
    '\\p{Surrogate}',
  ].join('|'),
  'u',
)

/** Splits untrusted text so that what cannot be seen can be shown as its code: "U+202E". Nothing is dropped. */
export const showHidden = (text: string): TextPart[] => {
  const parts: TextPart[] = []
  for (const character of text.replaceAll('\r\n', '\n')) {
    const kind = hidden.test(character) ? 'hidden' : 'text'
    const last = parts.at(-1)
    if (kind === 'hidden') parts.push({ kind, text: `U+${codeOf(character)}` })
    else if (last?.kind === 'text') last.text += character
    else parts.push({ kind, text: character })
  }
  return parts
}

const codeOf = (character: string) => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
