import { loadMessages } from '#lib/i18n/load-messages.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { type LetterName, letterFacts } from './kinds.ts'

/**
 * The text of a kind of letter in one language: a subject, and a body of paragraphs set apart by an empty line. Sentences are ICU
 * messages; a paragraph that is one variable in braces stands for the officer's words, the derivation or the remedy; lines that begin
 * with "- " are a list. Nothing else: no HTML, no links of its own.
 */
export type Wording = { subject: string; body: string }

/** The languages somebody may write a text for; the pseudo-language speaks the portal's own. */
export const wordingLocales = ['en', 'de'] as const
export type WordingLocale = (typeof wordingLocales)[number]
export const isWordingLocale = (value: unknown): value is WordingLocale => value === 'en' || value === 'de'

type Branch = { [key: string]: Branch | string }

/** The portal's own text, as its messages have it. @throws when a sentence is missing: a letter with a hole must not leave the house. */
export function ownWording(kind: LetterName, locale: Locale): Wording {
  const portal = (loadMessages(locale).mail as Branch | undefined)?.portal as Branch | undefined
  const said = (portal?.[kind] ?? {}) as Branch
  const sentence = (key: string): string => {
    const found = said[key]
    if (typeof found !== 'string') throw new Error(`The letter ${kind} has no sentence ${key} in ${locale}.`)
    return found
  }
  const paragraph = (part: string) => (part.startsWith('{') ? part : sentence(part))
  return { subject: sentence('subject'), body: letterFacts[kind].body.map(paragraph).join('\n\n') }
}

/** The paragraphs of a body, without the empty ones. */
export const paragraphsOf = (body: string): string[] =>
  body
    .split(/\n[ \t]*\n/)
    .map(paragraph => paragraph.trim())
    .filter(paragraph => paragraph !== '')

/** The variable that a paragraph consists of, if it is one alone. */
export const soleVariable = (paragraph: string): string | undefined => /^\{\s*(\w+)\s*\}$/.exec(paragraph)?.[1]

/** Line ends as one, no control or direction characters that could make a text read otherwise than it is stored, no trailing blanks. */
export const tidyText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
