import { createTranslator as createIntlTranslator } from 'next-intl'
import { loadMessages } from './load-messages.ts'
import { type Locale, localeFacts } from './locales.ts'

/** Says sentences of one namespace: `t('request.opened', { ref })`. */
export type Translator = (key: string, values?: Record<string, string | number>) => string

export class MissingSentence extends Error {
  override name = 'MissingSentence'
}

/**
 * A translator for letters, PDFs, the worker and the command line; pages use next-intl's own. A sentence that is missing or lacks an
 * argument throws: a letter with a hole must not leave the house.
 */
export const createTranslator = (locale: Locale, namespace: string): Translator => {
  const t = createIntlTranslator({
    locale: localeFacts[locale].tag,
    messages: loadMessages(locale),
    timeZone: 'UTC',
    onError: error => {
      throw new MissingSentence(`${locale}: ${error.message}`)
    },
    // Keys come from files at run time, where the compiler cannot see them; the tests of this folder compare them instead.
  }) as unknown as Translator
  return (key, values) => t(`${namespace}.${key}`, values)
}

/** Says one message that stands in no file, such as a text of the house's own. Throws as a translator does. */
export const sayMessage = (locale: Locale, message: string, values: Record<string, string | number>): string => {
  const t = createIntlTranslator({
    locale: localeFacts[locale].tag,
    messages: { message },
    timeZone: 'UTC',
    onError: error => {
      throw new MissingSentence(`${locale}: ${error.message}`)
    },
  }) as unknown as Translator
  return message === '' ? '' : t('message', values)
}
