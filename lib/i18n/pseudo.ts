import { walkMessage } from './walk-message.ts'

/** Messages of one namespace or of all: nested objects whose leaves are ICU strings. */
export type Messages = { [key: string]: string | Messages }

const accents: Record<string, string> = {
  ...{ a: 'áá', e: 'éé', i: 'íí', o: 'óó', u: 'úú', c: 'ç', n: 'ñ', s: 'š', y: 'ý', z: 'ž' },
  ...{ A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', C: 'Ç', N: 'Ñ', S: 'Š', Y: 'Ý', Z: 'Ž' },
}

/**
 * A message as the pseudo-language says it: accented, about a third longer, in ⟦⟧. A sentence on a page without the brackets was never
 * translated; one that is cut off or pushes the page wide has no room for German.
 */
export const pseudoMessage = (message: string): string =>
  `⟦${walkMessage(message, { words: text => text.replace(/[A-Za-z]/g, letter => accents[letter] ?? letter) })}⟧`

export const pseudoMessages = (messages: Messages): Messages =>
  Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [
      key,
      typeof value === 'string' ? pseudoMessage(value) : pseudoMessages(value),
    ]),
  )
