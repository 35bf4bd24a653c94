import type { LetterContext, LetterPage, LetterParagraph, Reader } from '#lib/letters/say-letter.ts'
import { sayWording } from '#lib/letters/say-letter.ts'
import { ownWording } from '#lib/letters/wording.ts'
import type { PortalLetter, Said } from '#lib/requests/letter-data.ts'

export type PortalParagraph = LetterParagraph
export type PortalPage = LetterPage
export type { Reader }

const unknown: LetterContext = {
  ref: '',
  organisation: '',
  contact: '',
  deadline: '',
  late: false,
  onPaper: false,
  steps: [],
  remedy: undefined,
}

/**
 * A letter in the reader's language by the portal's own text: for letters that were sealed before their words were kept with them, and
 * for a language in which nobody wrote. Letters written today carry their words (`write-letter.ts`).
 */
export const sayPortalLetter = (letter: PortalLetter, reader: Reader, context: LetterContext = unknown): PortalPage =>
  sayWording(letter.kind, ownWording(letter.kind, reader.locale), letter.data, context, reader)

/** A letter as its reader reads it: the words that were kept with it, in their language. */
export const readLetter = (letter: PortalLetter, said: Said, reader: Reader): PortalPage =>
  said[reader.locale]?.page ?? sayPortalLetter(letter, reader)
