import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTranslator } from 'next-intl'

/** The languages a person is offered, and what a browser of each asks for. */
export const browsers = { en: { locale: 'en-IE' }, de: { locale: 'de-DE' } } as const

export type Language = keyof typeof browsers

/** Says a sentence as the portal's pages do: `say('officer.close.submit')`. A key that nobody wrote throws. */
export type Words = (key: string, values?: Record<string, string | number>) => string

const folder = join('lib', 'i18n', 'messages')

/** The first words of every key: `officer` of `officer.close.submit`. */
export const namespaces = readdirSync(join(folder, 'en')).map(file => file.replace(/\.json$/, ''))

const messagesIn = (language: Language) =>
  Object.fromEntries(
    readdirSync(join(folder, language)).map(file => [
      file.replace(/\.json$/, ''),
      JSON.parse(readFileSync(join(folder, language, file), 'utf8')),
    ]),
  )

export function wordsIn(language: Language): Words {
  const onError = (fault: Error) => {
    throw fault
  }
  return createTranslator({
    locale: language,
    messages: messagesIn(language),
    timeZone: 'UTC',
    onError,
  }) as unknown as Words
}

export const english = wordsIn('en')

/** A sentence in which the number 97 stands for any number. */
export const withAnyNumber = (sentence: string): RegExp =>
  new RegExp(sentence.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace('97', '\\d+'))
