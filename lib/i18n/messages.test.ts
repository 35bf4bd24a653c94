import { describe, expect, test } from 'vitest'
import { loadMessages, namespaces } from './load-messages.ts'
import type { Messages } from './pseudo.ts'
import { messageArguments } from './walk-message.ts'

/** `shell.header.sign-in` → its sentence, for every sentence of a language. */
const sentences = (messages: Messages, path = ''): [string, string][] =>
  Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : sentences(value, `${path}${key}.`),
  )

const english = new Map(sentences(loadMessages('en')))
const german = new Map(sentences(loadMessages('de')))
const without = (some: Map<string, string>, others: Map<string, string>) =>
  [...some.keys()].filter(key => !others.has(key))

describe('everything is said in English and in German', () => {
  test('the same files', () => {
    expect(namespaces('de')).toEqual(namespaces('en'))
    expect(namespaces('en')).toContain('shell')
  })

  test('the same keys', () => {
    expect({ missingInGerman: without(english, german), missingInEnglish: without(german, english) }).toEqual({
      missingInGerman: [],
      missingInEnglish: [],
    })
  })

  test('with the same arguments and tags', () => {
    const differing = [...english]
      .map(([key, sentence]) => ({ key, en: messageArguments(sentence), de: messageArguments(german.get(key) ?? '') }))
      .filter(({ en, de }) => en.join() !== de.join())
    expect(differing).toEqual([])
  })

  test('and nothing is left empty or has stray spaces', () => {
    const bad = [...english, ...german].filter(([, sentence]) => sentence === '' || sentence !== sentence.trim())
    expect(bad).toEqual([])
  })

  test('keys are words in kebab-case, or codes of rules as the law file writes them', () => {
    expect([...english.keys()].filter(key => !/^[a-z0-9]+([-_.](?:[a-z0-9]+|s164A))*$/.test(key))).toEqual([])
  })
})
